package org.shanyraq.crm.dialogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Option;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;

class DialogueFormTests {

    private static final ContactId GUEST = ContactId.of("01920000-0000-7000-8000-000000000001");
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

    private final DialogueDetails details = new DialogueDetails(
            LocalizedText.of("en", "Roads"),
            null,
            List.of("en", "kk"),
            DialogueFormat.HYBRID,
            "Hall",
            "Street 1",
            "https://stream.example",
            Instant.parse("2031-07-01T16:00:00Z"),
            Instant.parse("2031-07-01T18:00:00Z"),
            BRUSSELS,
            new Capacity(60, Map.of(Circle.MEDIA, 10)),
            Sensitivity.INTERNAL,
            List.of(new AgendaItem(
                    AgendaItemId.of("01920000-0000-7000-8000-000000000002"),
                    AgendaItemKind.PANEL,
                    LocalizedText.of("fr", "Qui paie"),
                    30,
                    List.of(
                            new Speaker(GUEST, null, "Adviser", SpeakerRole.MODERATOR),
                            Speaker.named("Outside", SpeakerRole.PANELLIST)))),
            List.of());

    @Test
    void whatIsShownIsReadBack() {
        DialogueForm form = DialogueForm.of(details, Map.of(GUEST, "Guest"), 3);
        assertThat(form.getStartsAt()).isEqualTo("2031-07-01T18:00");
        assertThat(read(form)).isEqualTo(details);
    }

    // Fault 23: the second of two hours, and seconds that the field does not show
    @Test
    void timesThatTheFieldCannotSayStayWhatTheyWere() {
        DialogueDetails late = details.at(Instant.parse("2031-10-26T00:50:30Z"), Instant.parse("2031-10-26T01:15:00Z"));
        DialogueForm form = DialogueForm.of(late, Map.of(GUEST, "Guest"), 3);
        assertThat(form.getStartsAt()).isEqualTo("2031-10-26T02:50");
        assertThat(form.getEndsAt()).isEqualTo("2031-10-26T02:15");
        assertThat(read(form)).isEqualTo(late);
        form.setStartsAt("2031-10-26T02:40");
        assertThat(read(form).startsAt()).isEqualTo(Instant.parse("2031-10-26T00:40:00Z"));
    }

    @Test
    void rowsAreAddedDroppedAndMoved() {
        DialogueForm form = DialogueForm.of(details, Map.of(GUEST, "Guest"), 0);
        assertThat(form.changesRows("", "", "")).isFalse();
        assertThat(form.changesRows("agenda", "", "")).isTrue();
        form.changesRows("agenda[0].speakers", "", "");
        form.changesRows("languages", "", "");
        assertThat(form.getAgenda()).hasSize(2);
        assertThat(form.getAgenda().get(0).getSpeakers()).hasSize(3);
        assertThat(form.getLanguages()).hasSize(3);
        form.changesRows("", "", "agenda[1]");
        assertThat(form.getAgenda().get(1).getKind()).isEqualTo(AgendaItemKind.PANEL);
        form.changesRows("", "agenda[1].speakers[0]", "");
        assertThat(form.getAgenda().get(1).getSpeakers().get(0).getName()).isEqualTo("Outside");
        form.changesRows("", "agenda[0]", "");
        form.changesRows("", "languages[0]", "");
        assertThat(form.getAgenda()).hasSize(1);
        for (String nonsense : List.of("agenda[7]", "agenda[-1]", "agenda", "agenda[0].speakers[99]", "theme[0]")) {
            form.changesRows(nonsense, nonsense, nonsense.equals("agenda") ? "" : nonsense);
        }
        form.dropEmptyRows();
        assertThat(form.getAgenda().get(0).getSpeakers()).hasSize(1);
    }

    // Fault 23: hours that the clocks leave out, and hours that come twice
    @ParameterizedTest
    @CsvSource({
        "2031-03-30T02:30,Europe/Brussels,,crm.dialogue.error.time-skipped",
        "2031-10-26T02:30,Europe/Brussels,2031-10-26T00:30:00Z,",
        "2031-01-10T09:00,Asia/Almaty,2031-01-10T04:00:00Z,",
        "2031-01-10 09:00,UTC,,crm.dialogue.error.time",
        "'',UTC,,crm.dialogue.error.time-needed"
    })
    void timesAreThoseOfThePlace(String text, String zone, @Nullable String instant, @Nullable String error) {
        Errors errors = new BeanPropertyBindingResult(new DialogueForm(), "form");
        Instant read = DialogueForm.instant(text, null, "startsAt", ZoneId.of(zone), errors);
        assertThat(read).isEqualTo(instant == null ? null : Instant.parse(instant));
        if (error != null) {
            assertThat(errors.getFieldErrors("startsAt")).singleElement().satisfies(one -> assertThat(one.getCodes())
                    .contains(error));
        }
    }

    @Test
    void twoWhoEditAtOnceLoseNothing() {
        DialogueForm mine = DialogueForm.of(details, Map.of(GUEST, "Guest"), 0);
        mine.setVenue("My hall");
        mine.getTheme().put("kk", "Жолдар");
        DialogueDetails theirs = details.withAgenda(List.of());
        FormMerge.Outcome outcome = DialogueForm.MERGE.merge(
                new DialogueForm.Shown(read(mine), mine.names()),
                new DialogueForm.Shown(theirs, Map.of()),
                mine.getFingerprints(),
                mine,
                DialogueForm.of(theirs, Map.of(), 1));
        assertThat(outcome.conflicts()).isEmpty();
        assertThat(outcome.takenOver()).containsExactly("crm.dialogue.form.agenda");
        assertThat(mine.getVenue()).isEqualTo("My hall");
        assertThat(mine.getAgenda()).isEmpty();
    }

    @Test
    void whoIsToLeadIsMovedUp() {
        OfficerId ida = OfficerId.of("01920000-0000-7000-8000-000000000011");
        OfficerId olga = OfficerId.of("01920000-0000-7000-8000-000000000012");
        DialogueForm form = DialogueForm.of(
                new DialogueForm.Shown(
                        details.withInCharge(List.of(ida, olga)),
                        Map.of(GUEST, "Guest"),
                        Map.of(ida, "Ida", olga, "Olga")),
                0);
        for (String nothing : List.of("inCharge[0]", "inCharge[2]", "inCharge[-1]")) {
            form.changesRows("", "", nothing);
        }
        assertThat(read(form).inCharge()).containsExactly(ida, olga);
        form.changesRows("", "", "inCharge[1]");
        assertThat(read(form).inCharge()).containsExactly(olga, ida);
    }

    @Test
    void whomOneNamesWhileAnotherChangesThePlaceStaysInCharge() {
        OfficerId ida = OfficerId.of("01920000-0000-7000-8000-00000000000a");
        OfficerId olga = OfficerId.of("01920000-0000-7000-8000-00000000000b");
        Map<OfficerId, String> names = Map.of(ida, "Ida Sample", olga, "Olga Sample");
        DialogueDetails led = details.withInCharge(List.of(ida));
        DialogueForm mine = DialogueForm.of(new DialogueForm.Shown(led, Map.of(GUEST, "Guest"), names), 0);
        mine.setVenue("My hall");
        assertThat(read(mine).inCharge()).containsExactly(ida);
        DialogueForm.Shown theirs =
                new DialogueForm.Shown(led.withInCharge(List.of(olga, ida)), Map.of(GUEST, "Guest"), names);
        FormMerge.Outcome outcome = DialogueForm.MERGE.merge(
                new DialogueForm.Shown(read(mine), mine.names(), mine.officerNames()),
                theirs,
                mine.getFingerprints(),
                mine,
                DialogueForm.of(theirs, 1));
        assertThat(outcome.conflicts()).isEmpty();
        assertThat(outcome.takenOver()).containsExactly("crm.dialogue.field.in-charge");
        assertThat(read(mine).inCharge()).containsExactly(olga, ida);

        mine.changesRows("inCharge", "", "");
        mine.changesRows("", "inCharge[0]", "");
        mine.dropEmptyRows();
        assertThat(read(mine).inCharge()).containsExactly(ida);
        mine.changesRows("", "inCharge[0]", "");
        mine.offerRows();
        assertThat(mine.getInCharge()).hasSize(1);
        assertThat(read(mine).inCharge()).isEmpty();
    }

    private static DialogueDetails read(DialogueForm form) {
        Errors errors = new BeanPropertyBindingResult(form, "form");
        form.resolve(id -> new Option(id.toString(), "Guest"), text -> List.of(), errors);
        DialogueDetails read = form.toDetails(errors);
        assertThat(errors.getAllErrors()).isEmpty();
        return Objects.requireNonNull(read);
    }
}
