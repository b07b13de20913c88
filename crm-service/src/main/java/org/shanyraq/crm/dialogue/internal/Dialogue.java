package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueAnnounced;
import org.shanyraq.crm.dialogue.DialogueArchived;
import org.shanyraq.crm.dialogue.DialogueCancelled;
import org.shanyraq.crm.dialogue.DialogueChanged;
import org.shanyraq.crm.dialogue.DialogueCopied;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueDrafted;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueHeld;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueRestored;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.shared.internal.StringListConverter;
import org.shanyraq.crm.shared.internal.UtcTime;

/** An event that a mission hosts. Details given to it are checked already; the parts of its agenda have ids. */
@Entity(name = "crm_dialogue")
@Table(name = "crm_dialogue")
class Dialogue extends Aggregate {

    /** Level of the sensitivity. */
    private byte sensitivity;

    private boolean archived;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DialogueState state = DialogueState.DRAFT;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "series_id", length = 16)
    private @Nullable UUID seriesId;

    private @Nullable Integer number;

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText theme = LocalizedText.EMPTY;

    @Convert(converter = StringListConverter.class)
    private List<String> languages = List.of();

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DialogueFormat format = DialogueFormat.IN_PERSON;

    private @Nullable String venue;

    private @Nullable String address;

    private @Nullable String streamLink;

    @Convert(converter = UtcTime.class)
    private Instant startsAt = Instant.EPOCH;

    @Convert(converter = UtcTime.class)
    private Instant endsAt = Instant.EPOCH;

    private String zone = "UTC";

    private @Nullable Integer capacity;

    @Convert(converter = CircleNumbers.class)
    private Map<Circle, Integer> circleCapacity = Map.of();

    private @Nullable String cancellation;

    @ElementCollection
    @CollectionTable(name = "crm_agenda_item", joinColumns = @JoinColumn(name = "dialogue_id"))
    @OrderColumn(name = "position")
    private List<AgendaItemRow> agenda = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_speaker", joinColumns = @JoinColumn(name = "dialogue_id"))
    @OrderColumn(name = "position")
    private List<SpeakerRow> speakers = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "crm_dialogue_officer", joinColumns = @JoinColumn(name = "dialogue_id"))
    @OrderColumn(name = "position")
    private List<OfficerRow> inCharge = new ArrayList<>();

    /** For Hibernate. */
    protected Dialogue() {}

    private Dialogue(MissionId mission) {
        super(mission);
    }

    /** @param number in the series, or null when it has none */
    static Dialogue draft(MissionId mission, DialogueDetails details, @Nullable Integer number) {
        Dialogue dialogue = new Dialogue(mission);
        dialogue.assign(details);
        dialogue.number = number;
        dialogue.register(new DialogueDrafted(dialogue.id(), mission));
        return dialogue;
    }

    /** A draft that was made like another one. */
    Dialogue madeLike(DialogueId original) {
        register(new DialogueCopied(id(), original, mission()));
        return this;
    }

    /**
     * @param newNumber the number that it has then
     * @return whether that made a difference
     */
    boolean change(DialogueDetails details, @Nullable Integer newNumber) {
        if (details.equals(details())) {
            return false;
        }
        Sensitivity before = sensitivity();
        assign(details);
        number = newNumber;
        touch();
        register(new DialogueChanged(id(), mission()));
        if (before != sensitivity()) {
            register(new RecordSightChanged(
                    new RecordRef(DialogueReader.KIND, getId()), mission(), sensitivity(), null));
        }
        return true;
    }

    /** @throws ConflictException when it is no draft, lacks what guests must be told, or is over */
    void startInviting(Instant now) {
        if (state != DialogueState.DRAFT) {
            throw new ConflictException("crm.dialogue.error.not-draft");
        }
        requireAddress(details());
        if (!endsAt.isAfter(now)) {
            throw new ConflictException("crm.dialogue.error.over");
        }
        state = DialogueState.INVITING;
        register(new DialogueAnnounced(id(), mission()));
    }

    /** @throws ConflictException when it is cancelled or held already, or has not begun */
    void markHeld(Instant now) {
        requireOpen();
        if (startsAt.isAfter(now)) {
            throw new ConflictException("crm.dialogue.error.not-begun");
        }
        state = DialogueState.HELD;
        register(new DialogueHeld(id(), mission()));
    }

    /** @throws ConflictException when it is cancelled or held already */
    void cancel(String reason) {
        requireOpen();
        state = DialogueState.CANCELLED;
        cancellation = reason;
        register(new DialogueCancelled(id(), mission()));
    }

    /** @throws ConflictException when it is archived */
    void requireLiving() {
        if (archived) {
            throw new ConflictException("crm.dialogue.error.archived");
        }
    }

    private void requireOpen() {
        if (state == DialogueState.HELD) {
            throw new ConflictException("crm.dialogue.error.held");
        }
        if (state == DialogueState.CANCELLED) {
            throw new ConflictException("crm.dialogue.error.cancelled");
        }
    }

    private static void requireAddress(DialogueDetails details) {
        if (details.format() != DialogueFormat.ONLINE && details.venue() == null) {
            throw new ConflictException("crm.dialogue.error.venue-needed");
        }
        if (details.format() != DialogueFormat.IN_PERSON && details.streamLink() == null) {
            throw new ConflictException("crm.dialogue.error.link-needed");
        }
    }

    /** @return whether that made a difference */
    boolean archive() {
        if (archived) {
            return false;
        }
        archived = true;
        register(new DialogueArchived(id(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean restore() {
        if (!archived) {
            return false;
        }
        archived = false;
        register(new DialogueRestored(id(), mission()));
        return true;
    }

    private void assign(DialogueDetails details) {
        sensitivity = (byte) details.sensitivity().level();
        seriesId = details.series() == null ? null : details.series().value();
        theme = details.theme();
        languages = details.languages();
        format = details.format();
        venue = details.venue();
        address = details.address();
        streamLink = details.streamLink();
        startsAt = details.startsAt();
        endsAt = details.endsAt();
        zone = details.zone().getId();
        capacity = details.capacity().total();
        circleCapacity = details.capacity().circles();
        List<AgendaItemRow> items =
                details.agenda().stream().map(AgendaItemRow::of).toList();
        List<SpeakerRow> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            for (Speaker speaker : details.agenda().get(i).speakers()) {
                all.add(SpeakerRow.of(items.get(i).id(), speaker));
            }
        }
        replace(agenda, items);
        replace(speakers, all);
        replace(inCharge, details.inCharge().stream().map(OfficerRow::of).toList());
    }

    /** Changes the rows that differ and leaves the others as they are. */
    private static <T> void replace(List<T> kept, List<T> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i == kept.size()) {
                kept.add(wanted.get(i));
            } else if (!kept.get(i).equals(wanted.get(i))) {
                kept.set(i, wanted.get(i));
            }
        }
        while (kept.size() > wanted.size()) {
            kept.remove(kept.size() - 1);
        }
    }

    DialogueId id() {
        return new DialogueId(getId());
    }

    DialogueState state() {
        return state;
    }

    @Nullable
    Integer number() {
        return number;
    }

    @Nullable
    String cancellation() {
        return cancellation;
    }

    boolean isArchived() {
        return archived;
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    /** All by which it is found. */
    List<String> searchTexts() {
        return List.copyOf(theme.texts().values());
    }

    /** As entered, with all speakers. */
    DialogueDetails details() {
        List<AgendaItem> items = agenda.stream()
                .map(row -> row.item(speakers.stream()
                        .filter(speaker -> speaker.itemId().equals(row.id()))
                        .map(SpeakerRow::speaker)
                        .toList()))
                .toList();
        return new DialogueDetails(
                theme,
                seriesId == null ? null : new DialogueSeriesId(seriesId),
                languages,
                format,
                venue,
                address,
                streamLink,
                startsAt,
                endsAt,
                ZoneId.of(zone),
                new Capacity(capacity, circleCapacity),
                sensitivity(),
                items,
                inCharge.stream().map(OfficerRow::officer).toList());
    }
}
