package org.shanyraq.crm.question.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.MailTrouble;
import org.shanyraq.crm.question.QuestionAct;
import org.shanyraq.crm.question.QuestionChanged;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionMoved;
import org.shanyraq.crm.question.QuestionNoted;
import org.shanyraq.crm.question.QuestionOrigin;
import org.shanyraq.crm.question.QuestionReceived;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.SearchWords;
import org.shanyraq.crm.shared.internal.StringListConverter;
import org.shanyraq.crm.shared.internal.UtcTime;

/**
 * A question of a dialogue without its topics. Details given to it are checked already. Place and votes are written by {@link QuestionRows}
 * alone: they change without the version.
 */
@Entity(name = "crm_question")
@Table(name = "crm_question")
class Question extends Aggregate {

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16, updatable = false)
    private UUID dialogueId = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID partId;

    @Column(updatable = false)
    private int number;

    @Column(updatable = false)
    private int position;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private QuestionState state = QuestionState.RECEIVED;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private QuestionState earlier = QuestionState.RECEIVED;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(updatable = false)
    private QuestionOrigin origin = QuestionOrigin.DESK;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16, updatable = false)
    private UUID entryId = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID askerId;

    private @Nullable String askerName;

    @Column(updatable = false)
    private @Nullable String guestName;

    private @Nullable String askerAffiliation;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID postId;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID organisationId;

    private @Nullable String circle;

    private @Nullable String role;

    private @Nullable String title;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID toContactId;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID toOfficerId;

    private @Nullable String toWords;

    private String text = "";

    private String language = "en";

    private String searchText = "";

    @Convert(converter = UtcTime.class)
    @Column(updatable = false)
    private Instant receivedAt = Instant.EPOCH;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant askedAt;

    private @Nullable String answer;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID byContactId;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID byOfficerId;

    private @Nullable String byWords;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant answeredAt;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID lineId;

    private @Nullable Integer lineEdition;

    private @Nullable String lineLanguage;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable DeclineReason declined;

    private @Nullable String remark;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID mergedInto;

    private int carried;

    private boolean hidden;

    @Column(updatable = false)
    private int votes;

    private byte chosen;

    private byte sensitivity;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID readersOf;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID ownerId;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant takenAt;

    private @Nullable LocalDate dueOn;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID commitmentId;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID followUpId;

    private @Nullable String draft;

    @Convert(converter = StringListConverter.class)
    private List<String> draftAuthors = new ArrayList<>();

    private @Nullable String draftedByName;

    private @Nullable String returned;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID clearedBy;

    private @Nullable String clearedByName;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant clearedAt;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID clearedAskerId;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant mailedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable MailTrouble trouble;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant closedAt;

    private @Nullable Integer workingDays;

    private boolean archived;

    /** For Hibernate. */
    protected Question() {}

    private Question(MissionId mission, DialogueId dialogue, QuestionOrigin origin, UUID entry, int number) {
        super(mission);
        this.dialogueId = dialogue.value();
        this.origin = origin;
        this.entryId = entry;
        this.number = number;
        // The numbers up to this one are the places of those before it, in some order.
        this.position = number;
    }

    /** One that a guest sent. */
    static Question received(
            MissionId mission,
            DialogueId dialogue,
            UUID entry,
            int number,
            QuestionDetails details,
            Whole whole,
            Instant now) {
        Question question = new Question(mission, dialogue, QuestionOrigin.GUEST, entry, number);
        question.receivedAt = now;
        question.guestName = details.asker().name();
        question.assign(details, null, whole);
        question.register(new QuestionReceived(question.id(), dialogue, mission));
        return question;
    }

    /** One that was put and is written down now. */
    static Question noted(
            MissionId mission,
            DialogueId dialogue,
            UUID entry,
            int number,
            QuestionDetails details,
            @Nullable Frozen standing,
            Whole whole,
            Instant now) {
        Question question = new Question(mission, dialogue, QuestionOrigin.DESK, entry, number);
        question.receivedAt = now;
        question.askedAt = now;
        question.state = QuestionState.ASKED;
        question.earlier = QuestionState.ASKED;
        question.assign(details, standing, whole);
        question.register(new QuestionNoted(question.id(), dialogue, mission));
        return question;
    }

    /** What of its dialogue a question obeys. */
    record Whole(Sensitivity sensitivity, @Nullable UUID readersOf) {}

    /** Takes over what is said of it. What was cleared, and did not go out, has to be cleared again; and it is owed to nobody else. */
    void change(QuestionDetails details, @Nullable Frozen standing, Whole whole) {
        requireLiving();
        if (state == QuestionState.TAKEN_AWAY) {
            requireUnsent();
            if (!Objects.equals(asker().contact(), details.asker().contact())) {
                throw new ConflictException("crm.question.error.asker-owed");
            }
            takeClearanceBack();
        }
        assign(details, standing, whole);
        changed();
    }

    private void assign(QuestionDetails details, @Nullable Frozen standing, Whole whole) {
        partId = details.part() == null ? null : details.part().value();
        Asker asker = details.asker();
        askerId = asker.contact() == null ? null : asker.contact().value();
        askerName = asker.name();
        askerAffiliation = asker.affiliation();
        postId = standing == null ? null : standing.post().value();
        organisationId = standing == null ? null : standing.organisation().value();
        circle = standing == null ? null : standing.circle().name();
        role = standing == null ? null : standing.role().name();
        title = standing == null ? null : JsonText.write(standing.title());
        Answerer to = details.to();
        toContactId = to.contact() == null ? null : to.contact().value();
        toOfficerId = to.officer() == null ? null : to.officer().value();
        toWords = to.words();
        text = details.text();
        language = details.language() == null ? language : details.language();
        chosen = (byte) details.sensitivity().level();
        index();
        sight(whole);
    }

    private void index() {
        searchText = SearchWords.indexed(text, answer, state == QuestionState.ANSWERED_AFTER ? draft : null);
    }

    private void sight(Whole whole) {
        Sensitivity before = sensitivity();
        UUID readersBefore = readersOf;
        sensitivity =
                (byte) Sensitivity.ofLevel(chosen).higher(whole.sensitivity()).level();
        readersOf = whole.readersOf();
        if (!isNew() && (before != sensitivity() || !Objects.equals(readersBefore, readersOf))) {
            register(new RecordSightChanged(
                    new RecordRef(QuestionReader.KIND, getId()), mission(), sensitivity(), readersOf));
        }
    }

    /**
     * Has it be as hidden as its dialogue is now.
     *
     * @return whether that made a difference
     */
    boolean follow(Whole whole) {
        Sensitivity before = sensitivity();
        UUID readersBefore = readersOf;
        sight(whole);
        boolean different = before != sensitivity() || !Objects.equals(readersBefore, readersOf);
        if (different) {
            changed();
        }
        return different;
    }

    /** Has it be at least that sensitive from now on. */
    void raise(Sensitivity least) {
        chosen = (byte) chosen().higher(least).level();
        sight(new Whole(sensitivity(), readersOf));
    }

    // ---- states

    void approve() {
        move(QuestionAct.APPROVE);
    }

    void ask(Instant now) {
        move(QuestionAct.ASK);
        askedAt = now;
    }

    /** One that was answered already gets its answer mended. */
    void answer(GivenAnswer given, Instant now) {
        if (state == QuestionState.ANSWERED) {
            requireLiving();
            changed();
        } else {
            move(QuestionAct.ANSWER);
            askedAt = askedAt == null ? now : askedAt;
            answeredAt = now;
        }
        answer = given.text();
        by(given.by());
        lineId = given.line() == null ? null : given.line().value();
        lineEdition = given.edition();
        lineLanguage = given.lineLanguage();
        index();
    }

    private void by(Answerer by) {
        byContactId = by.contact() == null ? null : by.contact().value();
        byOfficerId = by.officer() == null ? null : by.officer().value();
        byWords = by.words();
    }

    void decline(DeclineReason reason, @Nullable String words) {
        QuestionState before = state;
        move(QuestionAct.DECLINE);
        earlier = before;
        declined = reason;
        remark = words;
    }

    /** @param votes how many it has, which count there from now on */
    void merge(QuestionId into, int votes) {
        QuestionState before = state;
        move(QuestionAct.MERGE);
        earlier = before;
        mergedInto = into.value();
        carried = votes;
    }

    /** @return how many votes go with it */
    int split() {
        move(QuestionAct.SPLIT);
        mergedInto = null;
        int back = carried;
        carried = 0;
        return back;
    }

    void stepBack() {
        requireUnsent();
        QuestionState before = state;
        move(QuestionAct.STEP_BACK);
        switch (before) {
            case ASKED -> askedAt = null;
            case ANSWERED -> {
                answer = null;
                by(Answerer.NOBODY);
                answeredAt = null;
                lineId = null;
                lineEdition = null;
                lineLanguage = null;
                index();
            }
            case TAKEN_AWAY -> forgetLoop();
            case DECLINED -> {
                declined = null;
                remark = null;
            }
            default -> {}
        }
    }

    private void move(QuestionAct act) {
        requireLiving();
        moved(act);
    }

    private void moved(QuestionAct act) {
        QuestionState before = state;
        state = act.from(before, earlier);
        earlier = state;
        touch();
        register(new QuestionMoved(id(), dialogue(), mission(), act, before, state));
    }

    void hide(boolean wanted) {
        requireLiving();
        hidden = wanted;
        changed();
    }

    // ---- what was taken away

    void takeAway(OfficerId owner, LocalDate due, Instant now) {
        QuestionState before = state;
        move(QuestionAct.TAKE_AWAY);
        // What was answered on the day stays, and is there again when one steps back.
        earlier = before == QuestionState.ANSWERED ? QuestionState.ANSWERED : QuestionState.ASKED;
        askedAt = askedAt == null ? now : askedAt;
        ownerId = owner.value();
        dueOn = due;
        takenAt = now;
    }

    void owed(@Nullable CommitmentId commitment, FollowUpId followUp) {
        commitmentId = commitment == null ? null : commitment.value();
        followUpId = followUp.value();
    }

    private void forgetLoop() {
        ownerId = null;
        dueOn = null;
        takenAt = null;
        commitmentId = null;
        followUpId = null;
        draft = null;
        draftAuthors = new ArrayList<>();
        draftedByName = null;
        returned = null;
        takeClearanceBack();
    }

    private void takeClearanceBack() {
        clearedBy = null;
        clearedByName = null;
        clearedAt = null;
        clearedAskerId = null;
        trouble = null;
    }

    void draft(String words, Officer by) {
        requireTakenAway();
        requireUnsent();
        List<String> authors = new ArrayList<>(draftAuthors);
        if (!authors.contains(by.id().value().toString())) {
            authors.add(by.id().value().toString());
        }
        draftAuthors = authors;
        draft = words;
        draftedByName = by.name();
        returned = null;
        takeClearanceBack();
        changed();
    }

    void clear(Officer by, @Nullable MailTrouble noMail, Instant now) {
        requireTakenAway();
        if (draft == null) {
            throw new ConflictException("crm.question.error.no-draft");
        }
        if (clearedAt != null) {
            throw new ConflictException("crm.question.error.cleared");
        }
        if (draftAuthors.contains(by.id().value().toString())) {
            throw new ConflictException("crm.question.error.own-draft");
        }
        clearedBy = by.id().value();
        clearedByName = by.name();
        clearedAt = now;
        clearedAskerId = askerId;
        returned = null;
        trouble = noMail;
        changed();
    }

    void giveBack(String reason) {
        requireTakenAway();
        requireUnsent();
        if (draft == null) {
            throw new ConflictException("crm.question.error.no-draft");
        }
        returned = reason;
        takeClearanceBack();
        changed();
    }

    /** What is cleared and on its way cannot be called back. */
    void requireUnsent() {
        if (isOnItsWay()) {
            throw new ConflictException("crm.question.error.on-its-way");
        }
    }

    private boolean isOnItsWay() {
        return state == QuestionState.TAKEN_AWAY && clearedAt != null && trouble == null;
    }

    /** Whether its answer was cleared for whoever asks now. */
    boolean isClearedForAsker() {
        return clearedAt != null && askerId != null && askerId.equals(clearedAskerId);
    }

    void troubled(MailTrouble what) {
        trouble = what;
        changed();
    }

    /**
     * What was answered on the day stays beside what is answered now.
     *
     * @param mailed when the mail went out, which nothing undoes; or null when none did
     */
    void answerAfter(@Nullable Instant mailed, int days, Instant now) {
        if (mailed == null) {
            requireLiving();
        }
        boolean answeredBefore = earlier == QuestionState.ANSWERED;
        QuestionAct.ANSWER_AFTER.from(state, earlier);
        if (clearedAt == null) {
            throw new ConflictException("crm.question.error.not-cleared");
        }
        if (mailed == null && isOnItsWay()) {
            throw new ConflictException("crm.question.error.on-its-way");
        }
        moved(QuestionAct.ANSWER_AFTER);
        if (!answeredBefore) {
            answer = draft;
            byOfficerId = ownerId;
            byContactId = null;
            byWords = null;
            answeredAt = now;
        }
        mailedAt = mailed;
        trouble = mailed == null ? trouble : null;
        closedAt = now;
        workingDays = days;
        index();
    }

    private void requireTakenAway() {
        requireLiving();
        if (state != QuestionState.TAKEN_AWAY) {
            throw new ConflictException("crm.question.error.not-taken-away");
        }
    }

    // ---- the rest

    private void requireLiving() {
        if (archived) {
            throw new ConflictException("crm.question.error.archived");
        }
    }

    private void changed() {
        touch();
        register(new QuestionChanged(id(), dialogue(), mission()));
    }

    /** @return whether that made a difference */
    boolean archive(boolean wanted) {
        if (archived == wanted) {
            return false;
        }
        if (wanted) {
            requireUnsent();
        }
        archived = wanted;
        changed();
        return true;
    }

    QuestionId id() {
        return new QuestionId(getId());
    }

    DialogueId dialogue() {
        return new DialogueId(dialogueId);
    }

    QuestionState state() {
        return state;
    }

    int number() {
        return number;
    }

    Asker asker() {
        return new Asker(askerId == null ? null : new ContactId(askerId), askerName, askerAffiliation);
    }

    Answerer to() {
        return answerer(toContactId, toOfficerId, toWords);
    }

    Answerer by() {
        return answerer(byContactId, byOfficerId, byWords);
    }

    private static Answerer answerer(@Nullable UUID contact, @Nullable UUID officer, @Nullable String words) {
        return new Answerer(
                contact == null ? null : new ContactId(contact),
                officer == null ? null : new OfficerId(officer),
                words);
    }

    @Nullable
    Frozen standing() {
        return Frozen.of(postId, organisationId, circle, role, title);
    }

    @Nullable
    AgendaItemId part() {
        return partId == null ? null : new AgendaItemId(partId);
    }

    String text() {
        return text;
    }

    String language() {
        return language;
    }

    @Nullable
    String answer() {
        return answer;
    }

    @Nullable
    LineId line() {
        return lineId == null ? null : new LineId(lineId);
    }

    @Nullable
    Integer lineEdition() {
        return lineEdition;
    }

    @Nullable
    String lineLanguage() {
        return lineLanguage;
    }

    @Nullable
    DeclineReason declined() {
        return declined;
    }

    @Nullable
    String remark() {
        return remark;
    }

    @Nullable
    QuestionId mergedInto() {
        return mergedInto == null ? null : new QuestionId(mergedInto);
    }

    boolean hidden() {
        return hidden;
    }

    Sensitivity chosen() {
        return Sensitivity.ofLevel(chosen);
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    @Nullable
    UUID readersOf() {
        return readersOf;
    }

    @Nullable
    OfficerId owner() {
        return ownerId == null ? null : new OfficerId(ownerId);
    }

    @Nullable
    LocalDate dueOn() {
        return dueOn;
    }

    @Nullable
    Instant takenAt() {
        return takenAt;
    }

    @Nullable
    CommitmentId commitment() {
        return commitmentId == null ? null : new CommitmentId(commitmentId);
    }

    @Nullable
    FollowUpId followUp() {
        return followUpId == null ? null : new FollowUpId(followUpId);
    }

    @Nullable
    String draft() {
        return draft;
    }

    @Nullable
    String returned() {
        return returned;
    }

    @Nullable
    OfficerId clearedBy() {
        return clearedBy == null ? null : new OfficerId(clearedBy);
    }

    @Nullable
    Instant clearedAt() {
        return clearedAt;
    }

    @Nullable
    Integer workingDays() {
        return workingDays;
    }

    boolean archived() {
        return archived;
    }
}
