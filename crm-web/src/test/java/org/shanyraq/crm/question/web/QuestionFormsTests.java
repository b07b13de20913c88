package org.shanyraq.crm.question.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.KnownAsker;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionOrigin;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.topic.Topics;

/** Whom a form means by what was typed into it, and what the next form of the desk takes over. */
class QuestionFormsTests {

    private static final DialogueId DIALOGUE = new DialogueId(UUID.randomUUID());
    private static final ContactId IDA = new ContactId(UUID.randomUUID());
    private static final ContactId OMAR = new ContactId(UUID.randomUUID());

    private final Questions questions = mock(Questions.class);
    private final QuestionOptions options = new QuestionOptions(questions, mock(Topics.class), mock(PageSupport.class));

    @BeforeEach
    void idaIsOnTheGuestListAndOmarAContact() {
        when(questions.askers(any(), any())).thenReturn(List.of());
        when(questions.askers(DIALOGUE, "Ida Sample"))
                .thenReturn(List.of(new KnownAsker(Asker.of(IDA), "Ida Sample", KnownAsker.Place.LISTED, null, null)));
        when(questions.askers(DIALOGUE, "Omar Sample"))
                .thenReturn(List.of(new KnownAsker(Asker.of(OMAR), "Omar Sample", KnownAsker.Place.KNOWN, null, null)));
    }

    // ---- the form of a question that is there

    @Test
    void aNameThatAGuestTypedStaysANameThoughAContactIsCalledSo() {
        QuestionView question = question(null, "Ida Sample");
        assertThat(options.asker(question, picked(null, "Ida Sample"))).isEqualTo(Asker.named("Ida Sample"));
    }

    @Test
    void aContactThatWasChosenIsMeantAsLongAsTheTextIsItsName() {
        QuestionView question = question(null, "Ida Sample");
        assertThat(options.asker(question, picked(OMAR, "Omar Sample"))).isEqualTo(Asker.of(OMAR));
        assertThat(options.asker(question, picked(OMAR, "Omar Samples"))).isEqualTo(Asker.named("Omar Samples"));
        assertThat(options.asker(question, picked(OMAR, "Ida Sample"))).isEqualTo(Asker.named("Ida Sample"));
        assertThat(options.asker(question, picked(OMAR, " "))).isEqualTo(Asker.ANONYMOUS);
    }

    @Test
    void theContactThatAskedStaysWhereTheFormWasNotTouched() {
        QuestionView question = question(IDA, "Ida Sample-Married");
        assertThat(options.asker(question, picked(IDA, "Ida Sample-Married"))).isEqualTo(Asker.of(IDA));
    }

    // ---- the desk

    @Test
    void atTheDeskTheOnlyGuestOfThatNameIsMeantAndNoContactWhoIsNoGuest() {
        assertThat(options.asker(DIALOGUE, picked(null, "Ida Sample"))).isEqualTo(Asker.of(IDA));
        assertThat(options.asker(DIALOGUE, picked(null, "Omar Sample"))).isEqualTo(Asker.named("Omar Sample"));
        assertThat(options.asker(DIALOGUE, picked(OMAR, "Omar Sample"))).isEqualTo(Asker.of(OMAR));
        assertThat(options.asker(DIALOGUE, picked(OMAR, "Somebody Else"))).isEqualTo(Asker.named("Somebody Else"));
    }

    @Test
    void theNextQuestionIsOfThePartOfTheLastThatWasNotedAtTheDesk() {
        AgendaItemId first = new AgendaItemId(UUID.randomUUID());
        AgendaItemId second = new AgendaItemId(UUID.randomUUID());
        assertThat(DeskForm.after(List.of(
                                summary(3, QuestionOrigin.GUEST, null),
                                summary(2, QuestionOrigin.DESK, second),
                                summary(1, QuestionOrigin.DESK, first)))
                        .getPart())
                .isEqualTo(second.value());
        assertThat(DeskForm.after(
                                List.of(summary(1, QuestionOrigin.DESK, first), summary(2, QuestionOrigin.DESK, null)))
                        .getPart())
                .isNull();
        assertThat(DeskForm.after(List.of()).getPart()).isNull();
    }

    // ---- helpers

    private static Picked picked(@Nullable ContactId id, String text) {
        Picked picked = new Picked();
        picked.id(id == null ? null : id.value());
        picked.text(text);
        return picked;
    }

    private static QuestionView question(@Nullable ContactId contact, String name) {
        QuestionSummary summary = summary(1, QuestionOrigin.GUEST, null, contact, name);
        return new QuestionView(
                summary.id(),
                0,
                summary,
                new QuestionDetails(
                        null,
                        contact == null ? Asker.named(name) : Asker.of(contact),
                        Answerer.NOBODY,
                        List.of(),
                        "Why?",
                        "en",
                        Sensitivity.PUBLIC),
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static QuestionSummary summary(int number, QuestionOrigin origin, @Nullable AgendaItemId part) {
        return summary(number, origin, part, null, null);
    }

    private static QuestionSummary summary(
            int number,
            QuestionOrigin origin,
            @Nullable AgendaItemId part,
            @Nullable ContactId contact,
            @Nullable String asker) {
        return new QuestionSummary(
                new QuestionId(UUID.randomUUID()),
                new MissionId(UUID.randomUUID()),
                0,
                DIALOGUE,
                LocalizedText.of("en", "Corridors"),
                part,
                Attribution.ON_RECORD,
                number,
                number,
                QuestionState.ASKED,
                origin,
                asker,
                contact,
                false,
                null,
                null,
                null,
                List.of(),
                "Why?",
                "en",
                null,
                false,
                0,
                null,
                null,
                null,
                false,
                Instant.EPOCH,
                Sensitivity.PUBLIC,
                false,
                false);
    }
}
