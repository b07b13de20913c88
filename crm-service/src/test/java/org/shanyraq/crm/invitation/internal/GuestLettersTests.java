package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.testing.Plans;

/** How the programme of a dialogue reads to its guests. */
class GuestLettersTests {

    private final GuestLetters letters = new GuestLetters(new MailWords());

    @Test
    void theProgrammeSaysAtWhichHourOfThePlaceWhoSpeaksAsWhat() {
        DialogueView dialogue = dialogue(
                "Asia/Tashkent",
                AgendaItem.of(
                        AgendaItemKind.OPENING, 15, new Speaker(null, "Ida Sample", "Minister", SpeakerRole.HOST)),
                AgendaItem.of(AgendaItemKind.KEYNOTE, 30, Speaker.named("Jean Exemple", SpeakerRole.KEYNOTE)),
                AgendaItem.of(
                        AgendaItemKind.PANEL,
                        null,
                        Speaker.named("Ole Sample", SpeakerRole.MODERATOR),
                        new Speaker(null, "Ada Sample", "Sample Institute", SpeakerRole.PANELLIST),
                        Speaker.named("Bea Sample", SpeakerRole.PANELLIST)),
                AgendaItem.of(AgendaItemKind.CLOSING, 10));
        // 13:00 in UTC. That whoever has the keynote gives the keynote is said once, and so is a role that several
        // have.
        assertThat(letters.programme(dialogue, "en"))
                .containsExactly(
                        "18:00  Opening – Host: Ida Sample (Minister)",
                        "18:15  Keynote – Jean Exemple",
                        "18:45  Panel – Moderator: Ole Sample; Panellist: Ada Sample (Sample Institute); Bea Sample",
                        "– Closing");
        assertThat(letters.programme(dialogue, "fr").get(2))
                .isEqualTo(
                        "18:45  Table ronde – Modération : Ole Sample; Avec : Ada Sample (Sample Institute); Bea Sample");
        assertThat(letters.programme(dialogue, "ru").get(0))
                .isEqualTo("18:00  Открытие – Хозяин встречи: Ida Sample (Minister)");
    }

    private static DialogueView dialogue(String zone, AgendaItem... agenda) {
        Instant begins = Instant.parse("2027-03-02T13:00:00Z");
        return new DialogueView(
                new DialogueId(UUID.randomUUID()),
                new MissionId(UUID.randomUUID()),
                1,
                Plans.evening("Water", begins)
                        .in(ZoneId.of(zone))
                        .seats(null)
                        .with(agenda)
                        .details(),
                DialogueState.INVITING,
                null,
                null,
                null,
                Map.of(),
                false,
                begins,
                begins,
                List.of());
    }
}
