package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.FollowUpLinks;
import org.shanyraq.crm.followup.Notices;
import org.shanyraq.crm.job.FrequentWork;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells officers once a day by mail of what waits for them. Who has their turn is noted in the transaction that puts the mail in, and the mail is
 * unique by officer and day, so two instances write one. What it says is read, with the rights that the officer has then, when it goes out.
 */
class Digests implements FrequentWork, MailOwner {

    static final String KIND = "follow-up-digest";

    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);

    /** Who was not described by the identity provider for so long is told nothing any more: they may have left. */
    private static final Duration REST_AFTER = Duration.ofDays(60);

    private final Access access;
    private final OfficerDirectory officers;
    private final DigestTable table;
    private final NoticeReader notices;
    private final DigestLetters letters;
    private final Outbox outbox;
    private final @Nullable FollowUpLinks links;
    private final TransactionOperations transactions;
    private final Clock clock;

    Digests(
            Access access,
            OfficerDirectory officers,
            DigestTable table,
            NoticeReader notices,
            DigestLetters letters,
            Outbox outbox,
            @Nullable FollowUpLinks links,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.officers = officers;
        this.table = table;
        this.notices = notices;
        this.letters = letters;
        this.outbox = outbox;
        this.links = links;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        LocalDateTime here = LocalDateTime.ofInstant(now, clock.getZone());
        table.due(here).forEach(officer -> {
            try {
                Transactions.again(transactions, () -> tell(officer, here.toLocalDate(), now));
            } catch (RuntimeException failed) {
                // The others do not wait for what is wrong with this one.
                LOG.error("what waits for officer {} could not be told", officer, failed);
            }
        });
    }

    /** @return whether a mail was put in */
    private boolean tell(OfficerId id, LocalDate day, Instant now) {
        if (!table.takeTurn(id, day, now)) {
            return false;
        }
        Officer officer = reading(id).orElse(null);
        Optional<DigestTable.Reader> reader = table.reader(id);
        if (officer == null
                || reader.isEmpty()
                || access.callAs(officer, () -> waiting(officer, day)).isEmpty()) {
            return false;
        }
        MissionId home = officer.home();
        MailAddress address = address(reader.get());
        return home != null
                && address != null
                && access.callAs(
                                Officer.system(home),
                                () -> outbox.put(List.of(new MailDraft(
                                        home,
                                        KIND,
                                        id.value(),
                                        day.toString(),
                                        address,
                                        Sensitivity.INTERNAL,
                                        null,
                                        DigestLetters.language(reader.get().language())))))
                        > 0;
    }

    private static @Nullable MailAddress address(DigestTable.Reader reader) {
        try {
            return new MailAddress(reader.email(), reader.name());
        } catch (InvalidInputException cannotBeWrittenTo) {
            return null;
        }
    }

    /** The officer as last described, when they still read follow-ups in a mission of their own. */
    private Optional<Officer> reading(OfficerId id) {
        return officers.lastKnown(id, clock.instant().minus(REST_AFTER))
                .filter(officer -> officer.home() != null && officer.may(Right.READ_FOLLOW_UPS));
    }

    private Notices waiting(Officer officer, LocalDate day) {
        return notices.notices(officer, day, table.turnBefore(officer.id(), day).orElse(null));
    }

    @Override
    public Optional<MailText> textOf(Mail mail) {
        OfficerId id = new OfficerId(mail.subject());
        LocalDate day = LocalDate.parse(mail.occurrence());
        DigestTable.Reader reader = table.reader(id)
                .filter(known ->
                        known.email().strip().equalsIgnoreCase(mail.to().address()))
                .orElse(null);
        Officer officer = reading(id)
                .filter(known -> known.missions().contains(mail.mission()))
                .orElse(null);
        if (reader == null || officer == null || !table.settings(id).wanted()) {
            return Optional.empty();
        }
        Notices waiting = access.callAs(officer, () -> waiting(officer, day));
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(letters.letter(reader.name(), waiting, day, mail.language(), links));
    }

    /** Nothing comes of it: what waits is told again on the next day. */
    @Override
    public void ended(Mail mail, MailState state, @Nullable String reason) {
        LOG.debug("the digest {} ended {}", mail.id(), state);
    }
}
