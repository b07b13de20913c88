package org.shanyraq.crm.question.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.question.MailTrouble;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows how askers are reached, and in which language. */
class AnswerAddresses {

    /** In which mails are written. */
    static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    private final JdbcClient database;
    private final Outbox outbox;

    AnswerAddresses(JdbcClient database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /**
     * An asker as a mail needs it.
     *
     * @param salutation the contact's own form of address by language, as JSON
     */
    record Reader(
            String name, @Nullable String honorific, String salutation, Sensitivity sensitivity, boolean archived) {

        /** How the mail begins. */
        String greeting(String language) {
            String own = JsonText.readLocalized(salutation).texts().get(language);
            String called = honorific == null ? name : honorific + " " + name;
            return own == null || own.isBlank() ? called : own + " " + called;
        }
    }

    Optional<Reader> reader(ContactId contact) {
        return database.sql("select display_name, honorific, form_of_address, sensitivity, archived from crm_contact"
                        + " where id = ?")
                .param(Bytes16.of(contact))
                .query((row, index) -> new Reader(
                        row.getString("display_name"),
                        row.getString("honorific"),
                        row.getString("form_of_address"),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        row.getBoolean("archived")))
                .optional();
    }

    AnswerAddress of(Question question) {
        ContactId asker = question.asker().contact();
        Reader reader = asker == null ? null : reader(asker).orElse(null);
        String language = language(asker, question.language());
        if (asker == null || reader == null || reader.archived()) {
            return new AnswerAddress(null, MailTrouble.NOBODY, language, Sensitivity.PUBLIC);
        }
        MailAddress mailbox = mailbox(asker, reader.name());
        if (mailbox == null) {
            return new AnswerAddress(null, MailTrouble.NO_ADDRESS, language, reader.sensitivity());
        }
        boolean barred =
                !outbox.barred(question.mission(), Set.of(mailbox), false).isEmpty();
        return barred
                ? new AnswerAddress(null, MailTrouble.BARRED, language, reader.sensitivity())
                : new AnswerAddress(mailbox, null, language, reader.sensitivity());
    }

    /** The contact's own address, the primary one first; else the assistant's. */
    @Nullable
    MailAddress mailbox(ContactId contact, String name) {
        return database
                .sql("select value from crm_contact_channel where kind = 'EMAIL' and contact_id = ?"
                        + " order by purpose = 'ASSISTANT', is_primary desc, position")
                .param(Bytes16.of(contact))
                .query(String.class)
                .list()
                .stream()
                .flatMap(address -> written(address, name))
                .findFirst()
                .orElse(null);
    }

    private static Stream<MailAddress> written(String address, String name) {
        try {
            return Stream.of(new MailAddress(address, name.length() > MailAddress.MOST_NAME ? null : name));
        } catch (InvalidInputException cannotBeWrittenTo) {
            return Stream.of();
        }
    }

    /** That of the question, in which its answer is written; else the first one that the asker speaks, else English. */
    private String language(@Nullable ContactId contact, String ofQuestion) {
        List<String> spoken = contact == null
                ? List.of()
                : database.sql("select language from crm_contact_language where contact_id = ? order by position")
                        .param(Bytes16.of(contact))
                        .query(String.class)
                        .list();
        return Stream.concat(Stream.of(ofQuestion), spoken.stream())
                .map(tag -> tag.split("-", 2)[0])
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse("en");
    }
}
