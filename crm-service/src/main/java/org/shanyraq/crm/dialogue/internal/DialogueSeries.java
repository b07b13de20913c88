package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.shared.internal.StringListConverter;

/** Dialogues that belong together. Details given to it are checked already. */
@Entity(name = "crm_dialogue_series")
@Table(name = "crm_dialogue_series")
class DialogueSeries extends Aggregate {

    /** Level of the sensitivity. */
    private byte sensitivity;

    private boolean archived;

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText name = LocalizedText.EMPTY;

    private int firstNumber = 1;

    @Convert(converter = StringListConverter.class)
    private List<String> languages = List.of();

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DialogueFormat format = DialogueFormat.IN_PERSON;

    private @Nullable String venue;

    private @Nullable String address;

    private @Nullable String streamLink;

    private String zone = "UTC";

    private @Nullable Integer capacity;

    @Convert(converter = CircleNumbers.class)
    private Map<Circle, Integer> circleCapacity = Map.of();

    @Convert(converter = CircleNumbers.class)
    private Map<Circle, Integer> targetShares = Map.of();

    @Convert(converter = LevelNumbers.class)
    private Map<Level, Integer> targetLevels = Map.of();

    private @Nullable Integer targetInstitutions;

    /** For Hibernate. */
    protected DialogueSeries() {}

    private DialogueSeries(MissionId mission) {
        super(mission);
    }

    static DialogueSeries create(MissionId mission, DialogueSeriesDetails details) {
        DialogueSeries series = new DialogueSeries(mission);
        series.assign(details);
        return series;
    }

    /** @return whether that made a difference */
    boolean change(DialogueSeriesDetails details) {
        if (details.equals(details())) {
            return false;
        }
        assign(details);
        touch();
        return true;
    }

    /** @return whether that made a difference */
    boolean archive() {
        boolean differs = !archived;
        archived = true;
        return differs;
    }

    /** @return whether that made a difference */
    boolean restore() {
        boolean differs = archived;
        archived = false;
        return differs;
    }

    private void assign(DialogueSeriesDetails details) {
        name = details.name();
        sensitivity = (byte) details.sensitivity().level();
        firstNumber = details.firstNumber();
        languages = details.languages();
        format = details.format();
        venue = details.venue();
        address = details.address();
        streamLink = details.streamLink();
        zone = details.zone().getId();
        capacity = details.capacity().total();
        circleCapacity = details.capacity().circles();
        targetShares = details.target().shares();
        targetLevels = details.target().levels();
        targetInstitutions = details.target().institutions();
    }

    DialogueSeriesId id() {
        return new DialogueSeriesId(getId());
    }

    boolean isArchived() {
        return archived;
    }

    Sensitivity sensitivity() {
        return Sensitivity.ofLevel(sensitivity);
    }

    DialogueSeriesDetails details() {
        return new DialogueSeriesDetails(
                name,
                sensitivity(),
                firstNumber,
                languages,
                format,
                venue,
                address,
                streamLink,
                ZoneId.of(zone),
                new Capacity(capacity, circleCapacity),
                new Balance(targetShares, targetLevels, targetInstitutions));
    }
}
