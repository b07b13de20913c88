package org.shanyraq.crm.dialogue.web;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.springframework.validation.Errors;

/** What the form of a series holds. Its paths are those of {@link DialogueSeriesDetails}. */
final class DialogueSeriesForm extends PlaceForm {

    /** Keeps what two people changed at once, field by field. */
    static final FormMerge<DialogueSeriesDetails, DialogueSeriesForm> MERGE = new FormMerge<>(List.of(
            new FormMerge.Field<>(
                    "name",
                    "crm.dialogue.field.name",
                    details -> Forms.inWords(details.name()),
                    (mine, theirs) -> mine.name = theirs.name),
            new FormMerge.Field<>(
                    "first-number",
                    "crm.dialogue.field.first-number",
                    details -> Integer.toString(details.firstNumber()),
                    (mine, theirs) -> mine.firstNumber = theirs.firstNumber),
            new FormMerge.Field<>(
                    "languages",
                    "crm.dialogue.field.languages",
                    details -> String.join(", ", details.languages()),
                    DialogueSeriesForm::takeLanguages),
            new FormMerge.Field<>(
                    "place",
                    "crm.dialogue.form.place",
                    details -> placeInWords(
                            details.format(), details.venue(), details.address(), details.streamLink(), details.zone()),
                    DialogueSeriesForm::takePlace),
            new FormMerge.Field<>(
                    "capacity",
                    "crm.dialogue.field.capacity",
                    details -> roomInWords(details.capacity()),
                    DialogueSeriesForm::takeCapacity),
            new FormMerge.Field<>(
                    "target",
                    "crm.dialogue.field.target",
                    details -> targetInWords(details.target()),
                    (mine, theirs) -> mine.target.set(theirs.target.read()))));

    private Map<String, String> name = new LinkedHashMap<>();
    private @Nullable Integer firstNumber = 1;
    private final TargetForm target = new TargetForm();

    DialogueSeriesForm() {
        TEXT_LANGUAGES.forEach(language -> name.put(language, ""));
    }

    static DialogueSeriesForm blank(ZoneId zone) {
        DialogueSeriesForm form = new DialogueSeriesForm();
        form.setZone(zone.getId());
        form.offerLanguage();
        return form;
    }

    static DialogueSeriesForm of(DialogueSeriesDetails details, long version) {
        DialogueSeriesForm form = new DialogueSeriesForm();
        form.name.putAll(details.name().texts());
        form.firstNumber = details.firstNumber();
        form.place(
                details.languages(),
                details.format(),
                details.venue(),
                details.address(),
                details.streamLink(),
                details.zone(),
                details.capacity());
        form.target.set(details.target());
        form.setSensitivity(details.sensitivity());
        form.setVersion(version);
        form.setFingerprints(MERGE.fingerprints(details));
        return form;
    }

    /** Does what the buttons "add" and "drop" of the rows ask; false when none was pressed. */
    boolean changesRows(String add, String drop) {
        if (add.equals("languages")) {
            getLanguages().add("");
        }
        drop(getLanguages(), row(drop, "languages"));
        return !add.isEmpty() || !drop.isEmpty();
    }

    /** The details as typed, or null when they cannot be read; then {@code errors} says why. */
    @Nullable
    DialogueSeriesDetails toDetails(Errors errors) {
        ZoneId zone = readZone(errors);
        if (firstNumber == null) {
            errors.rejectValue("firstNumber", "crm.dialogue.error.first-number", new Object[] {100_000}, null);
        }
        if (zone == null || firstNumber == null || errors.hasErrors()) {
            return null;
        }
        return new DialogueSeriesDetails(
                new LocalizedText(name),
                getSensitivity(),
                firstNumber,
                getLanguages().stream().distinct().toList(),
                getFormat(),
                Forms.textOrNull(getVenue()),
                Forms.textOrNull(getAddress()),
                Forms.textOrNull(getStreamLink()),
                zone,
                getCapacity().read(),
                target.read());
    }

    private static String targetInWords(Balance target) {
        return Stream.of(
                        inWords(target.shares(), Circle::code),
                        inWords(target.levels(), Level::code),
                        Objects.toString(target.institutions(), ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" / "));
    }

    public Map<String, String> getName() {
        return name;
    }

    public void setName(Map<String, String> name) {
        this.name = name;
    }

    public @Nullable Integer getFirstNumber() {
        return firstNumber;
    }

    public void setFirstNumber(@Nullable Integer firstNumber) {
        this.firstNumber = firstNumber;
    }

    public TargetForm getTarget() {
        return target;
    }

    /** Shares of circles and levels, and the number of institutions. */
    static final class TargetForm {

        private Map<String, @Nullable Integer> shares = shown(Circle.values(), Circle::code, Map.of());
        private Map<String, @Nullable Integer> levels = shown(Level.values(), Level::code, Map.of());
        private @Nullable Integer institutions;

        void set(Balance target) {
            shares = shown(Circle.values(), Circle::code, target.shares());
            levels = shown(Level.values(), Level::code, target.levels());
            institutions = target.institutions();
        }

        Balance read() {
            return new Balance(
                    PlaceForm.read(Circle.class, Circle::code, shares),
                    PlaceForm.read(Level.class, Level::code, levels),
                    institutions);
        }

        public Map<String, @Nullable Integer> getShares() {
            return shares;
        }

        public void setShares(Map<String, @Nullable Integer> shares) {
            this.shares = shares;
        }

        public Map<String, @Nullable Integer> getLevels() {
            return levels;
        }

        public void setLevels(Map<String, @Nullable Integer> levels) {
            this.levels = levels;
        }

        public @Nullable Integer getInstitutions() {
            return institutions;
        }

        public void setInstitutions(@Nullable Integer institutions) {
            this.institutions = institutions;
        }
    }
}
