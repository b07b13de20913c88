package org.shanyraq.crm.mail.internal;

import java.util.Optional;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.Unsubscriptions;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class UnsubscriptionService implements Unsubscriptions {

    /** For what its tokens are good. */
    static final String PURPOSE = "unsubscribe";

    private static final int LONGEST = 100;

    private final JdbcClient database;
    private final SuppressionList suppressions;

    UnsubscriptionService(JdbcClient database, SuppressionList suppressions) {
        this.database = database;
        this.suppressions = suppressions;
    }

    @Override
    public Optional<String> languageOf(String token) {
        return mailOf(token).map(Mail::language);
    }

    @Override
    @Transactional
    public Optional<String> unsubscribe(String token) {
        Optional<Mail> mail = mailOf(token);
        mail.ifPresent(
                one -> suppressions.add(SuppressionList.Said.of(one.to(), SuppressionReason.UNSUBSCRIBED, null, one)));
        return mail.map(Mail::language);
    }

    private Optional<Mail> mailOf(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        // A mail that goes to a corrected address loses the tokens of the old one: the address is that which the token
        // came to.
        return database.sql("select m.* from crm_mail_unsubscription u join crm_mail m on m.id = u.mail_id"
                        + " where u.token = ? and m.address is not null")
                .param(SecretTokens.hash(PURPOSE, token))
                .query((row, index) -> MailQueue.mail(row))
                .optional();
    }
}
