package org.shanyraq.crm.mail.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailSummary;
import org.shanyraq.crm.mail.MailView;
import org.shanyraq.crm.mail.Mails;
import org.shanyraq.crm.mail.SeenMail;
import org.shanyraq.crm.mail.SendingStatus;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Transactional(readOnly = true)
class MailService implements Mails {

    private static final Logger LOG = LoggerFactory.getLogger(MailService.class);

    private static final String PREFIX = "crm.mail.error.";
    private static final int SECRET = 16;
    private static final Set<MailState> IN_DOUBT = EnumSet.of(MailState.UNCERTAIN, MailState.FAILED);
    private static final Set<MailState> UNSENT =
            EnumSet.of(MailState.UNCERTAIN, MailState.FAILED, MailState.BOUNCED, MailState.SUPPRESSED);

    private final Access access;
    private final MailReader reader;
    private final JdbcClient database;
    private final MailOwners owners;
    private final AuditTrail audit;
    private final Runnable wake;

    MailService(
            Access access, MailReader reader, JdbcClient database, MailOwners owners, AuditTrail audit, Runnable wake) {
        this.access = access;
        this.reader = reader;
        this.database = database;
        this.owners = owners;
        this.audit = audit;
        this.wake = wake;
    }

    // ---- reading

    @Override
    public Slice<MailSummary> list(MailQuery query, Paging paging) {
        return reader.list(query, access.scope(), paging);
    }

    @Override
    public long count(MailQuery query) {
        return reader.count(query, access.scope());
    }

    @Override
    public Map<MailState, Long> figures() {
        return reader.figures(access.scope());
    }

    @Override
    public SortedSet<String> kinds() {
        return new TreeSet<>(owners.kinds());
    }

    @Override
    public MailView get(MailId id) {
        return reader.view(id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public SendingStatus sending() {
        return reader.sending();
    }

    // ---- deciding

    @Override
    @Transactional
    public int sendAgain(List<SeenMail> mails) {
        int again = decide(mails, EnumSet.of(MailState.WAITING, MailState.SENDING), UNSENT, this::sendAgain);
        if (again > 0) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wake.run();
                }
            });
        }
        return again;
    }

    private void sendAgain(Decided decided) {
        Mail mail = decided.mail();
        if (mail == null) {
            throw new ConflictException(PREFIX + "forgotten");
        }
        Present present = present(mail);
        MailAddress to = present.to();
        boolean elsewhere = !to.key().equals(mail.to().key());
        try {
            database.sql("update crm_mail set state = 'WAITING', reason = null, due_at = " + MailQueue.NOW
                            + ", failures = 0, unwritten = 0, failing_since = null, sensitivity = ?, stopped = false, handing_over = false,"
                            + " ended_at = null, tell_at = null, address = ?, name = ?, recipient = ?"
                            + (elsewhere ? ", secret = ?" : "") + ", version = version + 1, changed_at = "
                            + MailQueue.NOW + " where id = ?")
                    .params(values(mail, present, elsewhere))
                    .update();
        } catch (DuplicateKeyException there) {
            throw new ConflictException(PREFIX + "same");
        }
        if (elsewhere) {
            // Whoever has the link of the old mailbox does not speak for the new one.
            database.sql("delete from crm_mail_unsubscription where mail_id = ?")
                    .param(Bytes16.of(mail.id()))
                    .update();
        }
        note(decided.as(present.sensitivity()), MailState.WAITING, elsewhere);
    }

    private static List<@Nullable Object> values(Mail mail, Present present, boolean elsewhere) {
        MailAddress to = present.to();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(present.sensitivity().level());
        values.add(to.address());
        values.add(to.name());
        values.add(Recipients.key(to));
        if (elsewhere) {
            // Another mailbox knows nothing of the mail: a notice about the old one must not be taken for one about the
            // new.
            values.add(SecretTokens.bytes(SECRET));
        }
        values.add(Bytes16.of(mail.id()));
        return values;
    }

    /** Whom a mail is for, as they are now: where it goes, and who may see that. */
    private record Present(MailAddress to, Sensitivity sensitivity) {}

    private Present present(Mail mail) {
        Optional<MailOwner> owner = owners.of(mail);
        if (owner.isEmpty()) {
            return new Present(mail.to(), mail.sensitivity());
        }
        try {
            return owners.ask(
                    owner.get(),
                    mail,
                    asked -> new Present(asked.addressOf(mail).orElse(mail.to()), asked.sensitivityOf(mail)));
        } catch (RuntimeException failure) {
            LOG.error("the owner of mail {} does not tell its present address", mail.id(), failure);
            throw new ConflictException(PREFIX + "owner");
        }
    }

    @Override
    @Transactional
    public int markSent(List<SeenMail> mails) {
        return decide(
                mails,
                EnumSet.of(MailState.SENT),
                IN_DOUBT,
                decided -> settle(decided, MailState.SENT, "crm.mail.reason.arrived"));
    }

    @Override
    @Transactional
    public int giveUp(List<SeenMail> mails) {
        return decide(
                mails,
                EnumSet.of(MailState.WITHDRAWN),
                IN_DOUBT,
                decided -> settle(decided, MailState.WITHDRAWN, "crm.mail.reason.given-up"));
    }

    private void settle(Decided decided, MailState state, String reason) {
        database.sql("update crm_mail set state = ?, reason = ?, tell_at = if(address is null, null, " + MailQueue.NOW
                        + "), told_in_vain = 0, version = version + 1, changed_at = " + MailQueue.NOW + " where id = ?")
                .params(state.name(), reason, Bytes16.of(decided.id()))
                .update();
        note(decided, state, false);
    }

    /** A mail that is decided on, as it is now. */
    private record Decided(
            MailId id,
            AuditSubject subject,
            long version,
            MailState state,
            @Nullable Mail mail) {

        Decided as(Sensitivity sensitivity) {
            AuditSubject now = new AuditSubject(subject.kind(), subject.id(), subject.mission(), sensitivity);
            return new Decided(id, now, version, state, mail);
        }

        static Decided read(ResultSet row) throws SQLException {
            MailSummary summary = MailReader.summary(row);
            return new Decided(
                    summary.id(),
                    new AuditSubject(
                            "mail",
                            summary.id(),
                            new MissionId(Bytes16.uuid(row, "mission_id")),
                            summary.sensitivity()),
                    summary.version(),
                    summary.state(),
                    summary.address() == null ? null : MailQueue.mail(row));
        }
    }

    /**
     * @param wanted states in which nothing is to be done any more
     * @param from states in which the act is one
     */
    private int decide(List<SeenMail> mails, Set<MailState> wanted, Set<MailState> from, Consumer<Decided> act) {
        if (mails.size() > MOST_AT_ONCE) {
            throw InvalidInputException.of("mails", PREFIX + "many", MOST_AT_ONCE);
        }
        int decided = 0;
        // Always in the same order, so that two officers who press at once wait for each other.
        for (SeenMail seen : mails.stream()
                .distinct()
                .sorted(Comparator.comparing((SeenMail mail) -> mail.id().toString()))
                .toList()) {
            Decided mail = locked(seen.id());
            if (wanted.contains(mail.state())) {
                continue;
            }
            if (mail.version() != seen.version()) {
                throw new ConflictException(PREFIX + "changed");
            }
            if (!from.contains(mail.state())) {
                throw new ConflictException(PREFIX + "state");
            }
            act.accept(mail);
            decided++;
        }
        return decided;
    }

    private Decided locked(MailId id) {
        AccessScope scope = access.scope();
        if (scope.missions().isEmpty()) {
            throw new NotFoundException();
        }
        List<Object> values =
                new ArrayList<>(List.of(Bytes16.of(id), scope.clearance().level()));
        values.addAll(Bytes16.of(scope.missions()));
        return database.sql("select * from crm_mail where id = ? and sensitivity <= ? and mission_id in ("
                        + ScopedQuery.marks(scope.missions().size()) + ") for update")
                .params(values)
                .query((row, index) -> Decided.read(row))
                .optional()
                .orElseThrow(NotFoundException::new);
    }

    /**
     * A mail as the audit trail keeps it.
     *
     * @param corrected whether it goes to another address than before
     */
    private record Noted(MailState state, boolean corrected) {}

    private void note(Decided decided, MailState state, boolean corrected) {
        audit.record(
                decided.subject(), AuditAction.CHANGED, new Noted(decided.state(), false), new Noted(state, corrected));
    }
}
