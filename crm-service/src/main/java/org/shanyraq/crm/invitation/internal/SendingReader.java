package org.shanyraq.crm.invitation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.MailOutcome;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.SendingView;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads whom mails can go to and what became of them, in plain SQL, and keeps note of the latter. */
class SendingReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "invitation-sending";

    /** So many ids or rows are named in one statement. */
    private static final int AT_ONCE = 500;

    /** Whether a notice of a change waits to be sent to the guest. */
    boolean isChangeWaiting(InvitationId guest) {
        return database.sql(
                                "select count(*) from crm_invitation_mail m join crm_invitation_sending s on s.id = m.sending_id"
                                        + " where m.invitation_id = ? and m.to_assistant = 0 and m.state = 'WAITING' and s.kind = 'UPDATE'")
                        .param(Bytes16.of(guest))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether a mail went out to the guest. */
    private static final String WRITTEN_TO = "exists (select 1 from crm_invitation_mail m where m.invitation_id = i.id"
            + " and m.to_assistant = 0 and m.state in ('SENT', 'UNCERTAIN', 'BOUNCED'))";

    /** Whether the guest knows of the invitation, by a mail that went out or otherwise. */
    private static final String KNOWS = "(i.invited_otherwise = 1 or " + WRITTEN_TO + ")";

    /** Who is invited and may come. */
    private static final String COMING = "i.state in ("
            + Arrays.stream(InvitationState.values())
                    .filter(InvitationState::awaited)
                    .map(state -> "'" + state.name() + "'")
                    .collect(Collectors.joining(", "))
            + ")";

    private final JdbcClient database;
    private final Map<String, String> hosts;
    private final Map<String, String> replyTo;

    /**
     * @param hosts in whose name guests are written to, by the code of the mission, or by that and a language
     * @param replyTo where guests write back to, by the code of the mission
     */
    SendingReader(JdbcClient database, Map<String, String> hosts, Map<String, String> replyTo) {
        this.database = database;
        this.hosts = hosts;
        this.replyTo = replyTo;
    }

    // ---- whom
    // ------------------------------------------------------------------------------------------------------------

    /** Which invitations get a mail of that kind. */
    private static String due(TemplateKind kind, Facts facts) {
        return switch (kind) {
            // Also who is invited by a mail that never went out and does not any more.
            case INVITATION ->
                "(i.state = 'APPROVED' or (i.state = 'INVITED' and i.invited_otherwise = 0 and not exists (select 1 from crm_invitation_mail m"
                        + " where m.invitation_id = i.id and m.to_assistant = 0 and m.state not in ('WITHDRAWN', 'FAILED'))))";
            // Who was invited otherwise knows of it, too.
            case REMINDER -> "i.state = 'INVITED' and " + KNOWS;
            case UPDATE -> COMING + " and i.told <> '" + facts.mark() + "' and " + KNOWS;
            case CANCELLATION ->
                "coalesce(i.told, '') <> '" + Facts.OFF + "' and (i.state = 'WITHDRAWN'"
                        + " or (" + COMING + " and d.state = 'CANCELLED'))"
                        + " and " + KNOWS;
            case SEAT, OFFER, LAPSE, CONFIRMATION, REFUSAL, DELEGATE, ANSWER ->
                throw new IllegalArgumentException("nobody sends such mails by hand");
        };
    }

    /** How many of some invitations {@code i} each kind of mail can go to now, as expressions that add up; the other kinds go to nobody. */
    static Map<TemplateKind, String> due(Stage stage, Instant now) {
        Map<TemplateKind, String> sums = new EnumMap<>(TemplateKind.class);
        for (TemplateKind kind : TemplateKind.values()) {
            if (kind.byOfficers() && stage.allows(kind, now)) {
                sums.put(kind, "coalesce(sum(" + due(kind, stage.facts()) + "), 0)");
            }
        }
        return sums;
    }

    /** Zero for those kinds that officers send and of which nothing is said. */
    static Map<TemplateKind, Long> byOfficers(Map<TemplateKind, Long> counted) {
        Map<TemplateKind, Long> all = new EnumMap<>(TemplateKind.class);
        for (TemplateKind kind : TemplateKind.values()) {
            if (kind.byOfficers()) {
                all.put(kind, counted.getOrDefault(kind, 0L));
            }
        }
        return all;
    }

    Map<TemplateKind, Long> due(DialogueId dialogue, Stage stage, Instant now, AccessScope scope) {
        Map<TemplateKind, Long> counted = new EnumMap<>(TemplateKind.class);
        Map<TemplateKind, String> sums = due(stage, now);
        if (!sums.isEmpty()) {
            InvitationReader.visible(String.join(", ", sums.values()), dialogue, scope)
                    .optional(database, (row, index) -> {
                        int column = 0;
                        for (TemplateKind kind : sums.keySet()) {
                            counted.put(kind, row.getLong(++column));
                        }
                        return index;
                    });
        }
        return byOfficers(counted);
    }

    /** Those to whom a mail of that kind is due, by name, at most so many. */
    List<Addressee> due(DialogueId dialogue, TemplateKind kind, Facts facts, AccessScope scope, int most) {
        return read(guests(dialogue, scope)
                .and(due(kind, facts))
                .orderBy(Key.ascending("c.sort_name"), Key.ascending("i.id"))
                .limit(most));
    }

    Optional<Addressee> addressee(DialogueId dialogue, InvitationId id, AccessScope scope) {
        return read(guests(dialogue, scope).and("i.id = ?", Bytes16.of(id))).stream()
                .findFirst();
    }

    List<Addressee> addressees(DialogueId dialogue, Collection<InvitationId> guests, AccessScope scope) {
        return guests.isEmpty() ? List.of() : read(guests(dialogue, scope).oneOf("i.id", Bytes16.of(guests)));
    }

    private static ScopedQuery guests(DialogueId dialogue, AccessScope scope) {
        return InvitationReader.visible(
                "i.id, i.contact_id, i.version, i.state, i.answer_by, i.calendar_uid, i.calendar_sequence, i.told, c.archived, c.display_name,"
                        + " c.native_name, c.honorific, c.form_of_address,"
                        + " greatest(c.sensitivity, d.sensitivity) as effective",
                dialogue,
                scope);
    }

    private List<Addressee> read(ScopedQuery guests) {
        List<Addressee> found = guests.list(
                database,
                (row, index) -> new Addressee(
                        new InvitationId(Bytes16.uuid(row, "id")),
                        new ContactId(Bytes16.uuid(row, "contact_id")),
                        row.getLong("version"),
                        InvitationState.valueOf(row.getString("state")),
                        row.getBoolean("archived"),
                        Sensitivity.ofLevel(row.getInt("effective")),
                        row.getString("display_name"),
                        row.getString("native_name"),
                        row.getString("honorific"),
                        JsonText.readLocalized(row.getString("form_of_address")),
                        List.of(),
                        null,
                        null,
                        UtcTime.instantOrNull(row, "answer_by"),
                        row.getString("calendar_uid"),
                        row.getInt("calendar_sequence"),
                        row.getString("told")));
        Map<UUID, List<String>> languages = new HashMap<>();
        Map<UUID, List<Mailbox>> mailboxes = new HashMap<>();
        for (List<UUID> some :
                Portions.of(found.stream().map(guest -> guest.contact().value()).toList(), AT_ONCE)) {
            List<Object> ids = new ArrayList<>(some.stream().map(Bytes16::of).toList());
            String marks = ScopedQuery.marks(some.size());
            database.sql("select contact_id, language from crm_contact_language where contact_id in (" + marks
                            + ") order by contact_id, position")
                    .params(ids)
                    .query(row -> {
                        languages
                                .computeIfAbsent(Bytes16.uuid(row, "contact_id"), id -> new ArrayList<>())
                                .add(row.getString("language"));
                    });
            database.sql("select contact_id, purpose, value from crm_contact_channel where kind = 'EMAIL'"
                            + " and contact_id in (" + marks + ") order by contact_id, is_primary desc, position")
                    .params(ids)
                    .query(row -> {
                        mailboxes
                                .computeIfAbsent(Bytes16.uuid(row, "contact_id"), id -> new ArrayList<>())
                                .add(new Mailbox(
                                        row.getString("value"),
                                        row.getString("purpose").equals("ASSISTANT")));
                    });
        }
        return found.stream()
                .map(guest -> reached(
                        guest,
                        languages.getOrDefault(guest.contact().value(), List.of()),
                        mailboxes.getOrDefault(guest.contact().value(), List.of())))
                .toList();
    }

    private record Mailbox(String address, boolean ofAssistant) {}

    /** The guest's own address, the primary one first; else the assistant's, which then is no copy. */
    private static Addressee reached(Addressee guest, List<String> languages, List<Mailbox> mailboxes) {
        String own = mailboxes.stream()
                .filter(mailbox -> !mailbox.ofAssistant())
                .map(Mailbox::address)
                .findFirst()
                .orElse(null);
        String assistant = mailboxes.stream()
                .filter(Mailbox::ofAssistant)
                .map(Mailbox::address)
                .findFirst()
                .orElse(null);
        return new Addressee(
                guest.id(),
                guest.contact(),
                guest.version(),
                guest.state(),
                guest.archived(),
                guest.effective(),
                guest.displayName(),
                guest.nativeName(),
                guest.honorific(),
                guest.formOfAddress(),
                languages,
                own == null ? assistant : own,
                own == null ? null : assistant,
                guest.answerBy(),
                guest.calendarUid(),
                guest.calendarSequence(),
                guest.told());
    }

    /** In which language the guest was written to last; empty when the product itself does not write it. */
    Optional<String> languageOf(InvitationId guest) {
        return database.sql("select language from crm_invitation_mail where invitation_id = ? and to_assistant = 0"
                        + " order by sending_id desc limit 1")
                .param(Bytes16.of(guest))
                .query(String.class)
                .optional()
                .filter(StandardTexts.LANGUAGES::contains);
    }

    /** Whether a mail went out to the guest. */
    boolean isWrittenTo(InvitationId guest) {
        return database.sql("select count(*) from crm_invitation i where i.id = ? and " + WRITTEN_TO)
                        .param(Bytes16.of(guest))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether a later mail than that one tells the guest what they answered. */
    boolean isAnswerToldLater(InvitationId guest, SendingId sending) {
        return database.sql(
                                "select count(*) from crm_invitation_mail m join crm_invitation_sending s on s.id = m.sending_id"
                                        + " where m.invitation_id = ? and m.sending_id > ? and s.kind = 'ANSWER'")
                        .param(Bytes16.of(guest))
                        .param(Bytes16.of(sending))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether the invitation of that guest was copied to assistants. */
    boolean isCopiedToAssistant(InvitationId guest) {
        return database.sql("select s.to_assistants from crm_invitation_mail m"
                        + " join crm_invitation_sending s on s.id = m.sending_id"
                        + " where m.invitation_id = ? and m.to_assistant = 0 and s.kind = 'INVITATION'"
                        + " order by m.sending_id desc limit 1")
                .param(Bytes16.of(guest))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Where guests write back to; empty: to the sender. */
    Optional<MailAddress> replyTo(MissionId mission) {
        return replyTo.isEmpty()
                ? Optional.empty()
                : database.sql("select code from crm_mission where id = ?")
                        .param(Bytes16.of(mission))
                        .query(String.class)
                        .optional()
                        .map(replyTo::get)
                        .map(MailAddress::of);
    }

    /** In whose name guests are written to. */
    String host(MissionId mission, String language) {
        return database.sql("select code, name from crm_mission where id = ?")
                .param(Bytes16.of(mission))
                .query((row, index) -> hosted(row.getString("code"), language, row.getString("name")))
                .single();
    }

    private String hosted(String code, String language, String name) {
        String usual = hosts.getOrDefault(code, name);
        return hosts.getOrDefault(code + '.' + language, usual);
    }

    // ---- what was sent
    // ------------------------------------------------------------------------------------------------------------

    /** A sending as it is needed to write one of its mails. */
    record Stored(
            DialogueId dialogue,
            TemplateKind kind,
            Map<String, TemplateText> texts,
            @Nullable Instant answerBy,
            boolean trial,
            boolean stopped,
            OfficerId sender) {}

    /** For the mail itself, which is written for nobody's eyes but its reader's. */
    Optional<Stored> stored(SendingId id, MissionId mission) {
        return database.sql("select * from crm_invitation_sending where id = ? and mission_id = ?")
                .param(Bytes16.of(id))
                .param(Bytes16.of(mission))
                .query((row, index) -> new Stored(
                        new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                        TemplateKind.valueOf(row.getString("kind")),
                        MailTemplate.read(row.getString("texts")),
                        UtcTime.instantOrNull(row, "answer_by"),
                        row.getBoolean("trial"),
                        row.getObject("stopped_at") != null,
                        new OfficerId(Bytes16.uuid(row, "sender_id"))))
                .optional();
    }

    Slice<SendingView> list(DialogueId dialogue, AccessScope scope, Paging paging) {
        Slice<SendingView> slice = ScopedQuery.select("s.*")
                .from("crm_invitation_sending s join crm_dialogue d on d.id = s.dialogue_id")
                .within(scope, "d")
                .withinMissions(scope, "s")
                // Each guest's own confirmation is seen with the guest, and would hide what officers sent.
                .and("s.dialogue_id = ? and s.trial = 0 and s.kind <> 'ANSWER'", Bytes16.of(dialogue))
                .orderBy(Key.descending("s.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> sending(row),
                        sending -> List.of(ScopedQuery.hex(sending.id().value())));
        if (slice.items().isEmpty()) {
            return slice;
        }
        Map<UUID, Map<MailState, Long>> counted = new HashMap<>();
        InvitationReader.visible("m.sending_id, m.state as mail_state, count(*) as number", dialogue, scope)
                .from("join crm_invitation_mail m on m.invitation_id = i.id")
                .and("m.to_assistant = 0")
                .oneOf(
                        "m.sending_id",
                        slice.items().stream()
                                .map(sending -> Bytes16.of(sending.id()))
                                .toList())
                .groupBy("m.sending_id, m.state")
                .list(database, (row, index) -> counted.computeIfAbsent(
                                Bytes16.uuid(row, "sending_id"), id -> new EnumMap<>(MailState.class))
                        .put(MailState.valueOf(row.getString("mail_state")), row.getLong("number")));
        return slice.map(
                sending -> counted(sending, counted.getOrDefault(sending.id().value(), Map.of())));
    }

    private static SendingView sending(ResultSet row) throws SQLException {
        UUID template = Bytes16.uuidOrNull(row, "template_id");
        return new SendingView(
                new SendingId(Bytes16.uuid(row, "id")),
                new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                new SendingDetails(
                        TemplateKind.valueOf(row.getString("kind")),
                        template == null ? null : new TemplateId(template),
                        UtcTime.instantOrNull(row, "send_at"),
                        UtcTime.instantOrNull(row, "answer_by"),
                        row.getBoolean("to_assistants")),
                row.getString("template_name"),
                row.getString("sender_name"),
                UtcTime.instant(row, "created_at"),
                0,
                0,
                0,
                0,
                0,
                UtcTime.instantOrNull(row, "stopped_at"),
                row.getString("stopped_by_name"));
    }

    private static SendingView counted(SendingView sending, Map<MailState, Long> mails) {
        return new SendingView(
                sending.id(),
                sending.dialogue(),
                sending.details(),
                sending.template(),
                sending.sender(),
                sending.sentAt(),
                mails.values().stream().mapToLong(Long::longValue).sum(),
                sum(mails, MailOutcome.WAITING),
                sum(mails, MailOutcome.SENT),
                sum(mails, MailOutcome.UNREACHED),
                sum(mails, MailOutcome.WITHDRAWN),
                sending.stoppedAt(),
                sending.stoppedBy());
    }

    private static long sum(Map<MailState, Long> mails, MailOutcome outcome) {
        return outcome.states().stream()
                .mapToLong(state -> mails.getOrDefault(state, 0L))
                .sum();
    }

    // ---- mails
    // ------------------------------------------------------------------------------------------------------------

    /**
     * A mail that was put into the queue.
     *
     * @param told what the guest knew before
     * @param answerBy until when an answer was awaited before
     */
    record Posted(
            InvitationId guest,
            boolean toAssistant,
            String address,
            String language,
            @Nullable String told,
            @Nullable Instant answerBy) {

        static Posted to(Addressee guest, boolean toAssistant, MailAddress address, String language) {
            return new Posted(guest.id(), toAssistant, address.address(), language, guest.told(), guest.answerBy());
        }
    }

    void post(SendingId sending, List<Posted> mails, Instant now) {
        for (List<Posted> some : Portions.of(mails, AT_ONCE)) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Posted mail : some) {
                values.add(Bytes16.of(mail.guest()));
                values.add(Bytes16.of(sending));
                values.add(mail.toAssistant());
                values.add(mail.address());
                values.add(mail.language());
                values.add(UtcTime.of(now));
                values.add(mail.told());
                values.add(mail.answerBy() == null ? null : UtcTime.of(mail.answerBy()));
            }
            database.sql(
                            "insert into crm_invitation_mail (invitation_id, sending_id, to_assistant, address, language, at,"
                                    + " told_before, answer_by_before, state)"
                                    + " values "
                                    + String.join(
                                            ", ",
                                            java.util.Collections.nCopies(
                                                    some.size(), "(?, ?, ?, ?, ?, ?, ?, ?, 'WAITING')")))
                    .params(values)
                    .update();
        }
    }

    void ended(
            InvitationId guest,
            SendingId sending,
            boolean toAssistant,
            String address,
            MailState state,
            @Nullable String reason,
            Instant now) {
        // One that was put in anew for another address is not ended with the one before it.
        database.sql("update crm_invitation_mail set state = ?, reason = ?, address = ?, at = ?"
                        + " where invitation_id = ? and sending_id = ? and to_assistant = ?"
                        + " and (address = ? or ? <> 'WITHDRAWN')")
                .param(state.name())
                .param(reason)
                .param(address)
                .param(UtcTime.of(now))
                .param(Bytes16.of(guest))
                .param(Bytes16.of(sending))
                .param(toAssistant)
                .param(address)
                .param(state.name())
                .update();
    }

    /** To whom mails of a sending wait. */
    Set<InvitationId> waiting(SendingId sending) {
        return Set.copyOf(database.sql("select distinct invitation_id from crm_invitation_mail"
                        + " where sending_id = ? and state = 'WAITING'")
                .param(Bytes16.of(sending))
                .query((row, index) -> new InvitationId(Bytes16.uuid(row, "invitation_id")))
                .list());
    }

    /** Those of the guests whom the officer may see. */
    Set<InvitationId> visible(DialogueId dialogue, Collection<InvitationId> guests, AccessScope scope) {
        Set<InvitationId> seen = new HashSet<>();
        for (List<InvitationId> some : Portions.of(List.copyOf(guests), AT_ONCE)) {
            InvitationReader.visible("i.id", dialogue, scope)
                    .oneOf("i.id", Bytes16.of(some))
                    .list(database, (row, index) -> seen.add(new InvitationId(Bytes16.uuid(row, "id"))));
        }
        return seen;
    }

    /** Notes that mails of a sending were taken back, each with what the guest knows without it. */
    void takenBack(SendingId sending, Collection<InvitationId> guests, boolean toAssistant, Instant now) {
        for (List<InvitationId> some : Portions.of(List.copyOf(guests), AT_ONCE)) {
            List<Object> values = new ArrayList<>(List.of(UtcTime.of(now), Bytes16.of(sending), toAssistant));
            values.addAll(Bytes16.of(some));
            database.sql(
                            "update crm_invitation_mail set state = 'WITHDRAWN', reason = 'crm.mail.reason.withdrawn', at = ?"
                                    + " where sending_id = ? and to_assistant = ? and state = 'WAITING' and invitation_id in ("
                                    + ScopedQuery.marks(some.size()) + ")")
                    .params(values)
                    .update();
        }
        if (!toAssistant) {
            untell(guests, sending, now);
        }
    }

    /** Notes what guests know without the mail of a sending that was stopped, unless another one followed. */
    void untell(Collection<InvitationId> guests, SendingId sending, Instant now) {
        for (List<InvitationId> some : Portions.of(List.copyOf(guests), AT_ONCE)) {
            List<Object> values = new ArrayList<>(List.of(UtcTime.of(now), Bytes16.of(sending)));
            values.addAll(Bytes16.of(some));
            database.sql("""
                        update crm_invitation i join crm_invitation_mail m on m.invitation_id = i.id
                          join crm_invitation_sending s on s.id = m.sending_id
                        set i.told = m.told_before, i.answer_by = m.answer_by_before, i.version = i.version + 1, i.changed_at = ?
                        where m.sending_id = ? and m.to_assistant = 0 and m.state = 'WITHDRAWN' and s.stopped_at is not null
                          and m.told_before is not null
                          and not (i.told <=> m.told_before and i.answer_by <=> m.answer_by_before)
                          and not exists (select 1 from crm_invitation_mail l join crm_invitation_sending k on k.id = l.sending_id
                            where l.invitation_id = m.invitation_id and l.sending_id > m.sending_id and k.kind <> 'ANSWER')
                          and i.id in (""" + ScopedQuery.marks(some.size()) + ")")
                    .params(values)
                    .update();
        }
    }

    /** Notes that a mail goes to another address than it was put in for. */
    void redirect(InvitationId guest, SendingId sending, boolean toAssistant, String address, Instant now) {
        database.sql("update crm_invitation_mail set state = 'WAITING', reason = null, address = ?, at = ?"
                        + " where invitation_id = ? and sending_id = ? and to_assistant = ?")
                .param(address)
                .param(UtcTime.of(now))
                .param(Bytes16.of(guest))
                .param(Bytes16.of(sending))
                .param(toAssistant)
                .update();
    }

    /** Ends the links of an invitation that went elsewhere than where its guest, or who takes the guest's mails, is reached now. */
    void revokeElsewhere(InvitationId guest, Collection<String> reached) {
        List<Object> values = new ArrayList<>(List.of(Bytes16.of(guest)));
        values.addAll(reached);
        database.sql(
                        "delete t from crm_invitation_token t join crm_invitation_mail m on m.invitation_id = t.invitation_id"
                                + " and m.sending_id = t.sending_id where t.invitation_id = ? and m.address not in ("
                                + ScopedQuery.marks(reached.size()) + ")")
                .params(values)
                .update();
    }

    /** Ends the links of guests who are invited anew. */
    void revoke(Collection<InvitationId> guests) {
        for (List<InvitationId> some : Portions.of(List.copyOf(guests), AT_ONCE)) {
            database.sql("delete from crm_invitation_token where invitation_id in (" + ScopedQuery.marks(some.size())
                            + ")")
                    .params(new ArrayList<Object>(Bytes16.of(some)))
                    .update();
        }
    }

    /**
     * What a token opens.
     *
     * @param version of the invitation
     * @param language of the page: that in which the guest was written to, where there are such pages
     * @param answeredAt when the guest answered last, or null
     * @param offeredUntil until when a seat is kept, or null
     * @param companions how many people the guest brings, or wants to bring
     * @param mostCompanions how many the guest may bring
     * @param unnamedCompanions whether they need no names
     * @param delegate whether the guest comes in the place of another one
     */
    record Opened(
            InvitationId invitation,
            DialogueId dialogue,
            MissionId mission,
            Sensitivity ofDialogue,
            long version,
            InvitationState state,
            @Nullable Instant answeredAt,
            String language,
            String displayName,
            String givenName,
            Sensitivity ofContact,
            boolean archived,
            @Nullable Instant answerBy,
            @Nullable Instant offeredUntil,
            int companions,
            int mostCompanions,
            boolean unnamedCompanions,
            boolean delegate,
            @Nullable String calendarUid,
            int calendarSequence,
            @Nullable String note,
            @Nullable String diet,
            @Nullable String access) {}

    /** The token itself is the right to see that one invitation. */
    Optional<Opened> opened(byte[] hash) {
        return database.sql("""
                        select i.id, i.dialogue_id, i.mission_id, d.sensitivity as of_dialogue, i.version, i.state, i.answer_by, i.offered_until, i.companions, i.note,
                          if(i.stands_for is null, coalesce(i.companions_allowed, g.companions, 0), 0) as most_companions, coalesce(g.unnamed, 0) as unnamed,
                          i.stands_for is not null as delegate,
                          i.answered_at, i.calendar_uid, i.calendar_sequence, m.language, c.display_name, c.sensitivity as of_contact, c.archived, n.diet, n.access,
                          (select p.given from crm_contact_name p where p.contact_id = c.id
                            order by p.kind = 'LATIN' desc, p.position limit 1) as given_name
                        from crm_invitation_token t join crm_invitation i on i.id = t.invitation_id
                          join crm_dialogue d on d.id = i.dialogue_id join crm_contact c on c.id = i.contact_id
                          left join crm_invitation_mail m on m.invitation_id = i.id and m.sending_id = t.sending_id and m.to_assistant = 0
                          left join crm_invitation_need n on n.invitation_id = i.id
                          left join crm_invitation_terms g on g.dialogue_id = i.dialogue_id
                        where t.hash = ?""")
                .param(hash)
                .query((row, index) -> new Opened(
                        new InvitationId(Bytes16.uuid(row, "id")),
                        new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        Sensitivity.ofLevel(row.getInt("of_dialogue")),
                        row.getLong("version"),
                        InvitationState.valueOf(row.getString("state")),
                        UtcTime.instantOrNull(row, "answered_at"),
                        StandardTexts.ofPage(Objects.requireNonNullElse(row.getString("language"), "")),
                        row.getString("display_name"),
                        Objects.requireNonNullElse(row.getString("given_name"), ""),
                        Sensitivity.ofLevel(row.getInt("of_contact")),
                        row.getBoolean("archived"),
                        UtcTime.instantOrNull(row, "answer_by"),
                        UtcTime.instantOrNull(row, "offered_until"),
                        row.getInt("companions"),
                        row.getInt("most_companions"),
                        row.getBoolean("unnamed"),
                        row.getBoolean("delegate"),
                        row.getString("calendar_uid"),
                        row.getInt("calendar_sequence"),
                        row.getString("note"),
                        row.getString("diet"),
                        row.getString("access")))
                .optional();
    }

    /** Keeps what a guest needs, or that it is nothing. */
    void need(InvitationId guest, @Nullable String diet, @Nullable String accessNeed, Instant now) {
        if (diet == null && accessNeed == null) {
            database.sql("delete from crm_invitation_need where invitation_id = ?")
                    .param(Bytes16.of(guest))
                    .update();
            return;
        }
        database.sql(
                        "insert into crm_invitation_need (invitation_id, diet, access, told_at) values (?, ?, ?, ?)"
                                + " on duplicate key update diet = values(diet), access = values(access), told_at = values(told_at)")
                .param(Bytes16.of(guest))
                .param(diet)
                .param(accessNeed)
                .param(UtcTime.of(now))
                .update();
    }

    /** @return of how many guests it was */
    int forgetNeeds(Instant endedBefore) {
        return database.sql("delete n from crm_invitation_need n join crm_invitation i on i.id = n.invitation_id"
                        + " join crm_dialogue d on d.id = i.dialogue_id where d.ends_at < ? or d.state = 'CANCELLED'"
                        + " or i.state in ('DECLINED', 'WITHDRAWN', 'REPRESENTED')")
                .param(UtcTime.of(endedBefore))
                .update();
    }

    /** What guests wrote to the host, who may have written of their needs there. */
    void forgetNotes(Instant endedBefore) {
        database.sql("update crm_invitation i join crm_dialogue d on d.id = i.dialogue_id set i.note = null"
                        + " where i.note is not null and (d.ends_at < ? or d.state = 'CANCELLED')")
                .param(UtcTime.of(endedBefore))
                .update();
    }

    /** @param hash of what stands in the link */
    void issue(byte[] hash, InvitationId guest, SendingId sending, Instant now) {
        database.sql("insert into crm_invitation_token (hash, invitation_id, sending_id, made_at) values (?, ?, ?, ?)")
                .param(hash)
                .param(Bytes16.of(guest))
                .param(Bytes16.of(sending))
                .param(UtcTime.of(now))
                .update();
    }
}
