package org.shanyraq.crm.invitation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.TemplateKind;

/** With which time the page begins until which an answer is awaited. */
class SendingFormTests {

    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    private static final Instant BEGINS = Instant.parse("2027-03-20T17:00:00Z");

    private static final Instant EARLY = Instant.parse("2027-03-01T09:00:00Z");
    private static final String USUAL = "2027-03-17T18:00";

    @Test
    void anInvitationAsksForAnAnswerSomeDaysBefore() {
        assertThat(form(TemplateKind.INVITATION, EARLY).getAnswerBy()).isEqualTo(USUAL);
        assertThat(form(TemplateKind.INVITATION, Instant.parse("2027-03-17T10:00:00Z"))
                        .getAnswerBy())
                .isNull();
    }

    @Test
    void aNoticeOfAChangeLeavesItAsItIs() {
        assertThat(form(TemplateKind.UPDATE, EARLY, Instant.parse("2027-03-10T17:00:00Z"))
                        .getAnswerBy())
                .isNull();
        assertThat(form(TemplateKind.CANCELLATION, EARLY).getAnswerBy()).isNull();
    }

    @Test
    void aReminderNamesTheTimeThatTheGuestsWereTold() {
        Instant told = Instant.parse("2027-03-10T17:00:00Z");
        assertThat(form(TemplateKind.REMINDER, EARLY, told, told).getAnswerBy()).isEqualTo("2027-03-10T18:00");
        assertThat(form(TemplateKind.REMINDER, EARLY, told, told.plusSeconds(60))
                        .getAnswerBy())
                .as("each keeps their own")
                .isNull();
        assertThat(form(TemplateKind.REMINDER, EARLY, told, null).getAnswerBy()).isNull();
        assertThat(form(TemplateKind.REMINDER, EARLY, (Instant) null).getAnswerBy())
                .isNull();
        assertThat(form(TemplateKind.REMINDER, EARLY, BEGINS.plusSeconds(60)).getAnswerBy())
                .as("the dialogue was moved before it")
                .isNull();
    }

    @Test
    void aReminderNamesTheUsualTimeWhenTheOneBeforeIsOver() {
        Instant told = EARLY.minusSeconds(1);
        assertThat(form(TemplateKind.REMINDER, EARLY, told, told.plusSeconds(9)).getAnswerBy())
                .isEqualTo(USUAL);
        assertThat(form(TemplateKind.REMINDER, Instant.parse("2027-03-18T10:00:00Z"), told)
                        .getAnswerBy())
                .as("it is over as well")
                .isNull();
    }

    private static SendingForm form(TemplateKind kind, Instant now, @Nullable Instant... told) {
        List<Recipient> guests =
                java.util.Arrays.stream(told).map(SendingFormTests::guest).toList();
        return SendingForm.of(kind, guests, BEGINS, BRUSSELS, now);
    }

    private static Recipient guest(@Nullable Instant answerBy) {
        return new Recipient(
                new InvitationId(UUID.randomUUID()),
                0,
                "Ida Sample",
                InvitationState.INVITED,
                "en",
                "Dear Ida Sample",
                false,
                "ida@guests.example",
                null,
                answerBy,
                false,
                null);
    }
}
