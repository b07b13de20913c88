package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.question.QuestionFigures;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionOrigin;
import org.shanyraq.crm.question.QuestionQuery;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Questions of dialogues: who asked what, what was answered, and what is still owed. */
@RestController("crmQuestionApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1")
class QuestionApiController {

    private final Questions questions;
    private final Dialogues dialogues;
    private final ApiSupport api;

    QuestionApiController(Questions questions, Dialogues dialogues, ApiSupport api) {
        this.questions = questions;
        this.dialogues = dialogues;
        this.api = api;
    }

    /**
     * Lists questions, the latest first. A criterion that is left out does not restrict. An asker whom the client may not see fulfils nothing.
     *
     * @param text words, each of which begins a word of question or answer
     * @param dialogue in which they were put
     * @param state how far they have come
     * @param topic it or one below it
     * @param contact who asked
     * @param within an organisation for which, or for a part of which, the asker stood at that time
     * @param origin on which way they came
     * @param owner who has to answer what was taken away
     * @param overdue only those taken away whose day is over
     * @param archived which of the living and the archived
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/questions")
    @Requires(Right.READ_QUESTIONS)
    ResponseEntity<ApiSlice<QuestionSummary>> listQuestions(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable DialogueId dialogue,
            @RequestParam(required = false) @Nullable QuestionState state,
            @RequestParam(required = false) @Nullable TopicId topic,
            @RequestParam(required = false) @Nullable ContactId contact,
            @RequestParam(required = false) @Nullable OrganisationId within,
            @RequestParam(required = false) @Nullable QuestionOrigin origin,
            @RequestParam(required = false) @Nullable OfficerId owner,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        QuestionQuery query =
                new QuestionQuery(text, dialogue, state, topic, contact, within, origin, owner, overdue, archived);
        return api.slice(questions.list(query, new Paging(cursor, size)), request);
    }

    /** Lists all questions of a dialogue in its running order. */
    @GetMapping("/dialogues/{dialogueId}/questions")
    @Requires(Right.READ_QUESTIONS)
    List<QuestionSummary> listQuestionsOfDialogue(@PathVariable DialogueId dialogueId) {
        dialogues.get(dialogueId);
        return questions.running(dialogueId);
    }

    /** Counts the questions of a dialogue by their states, as the list counts them, and says how long answers took. */
    @GetMapping("/dialogues/{dialogueId}/questions/figures")
    @Requires(Right.READ_QUESTIONS)
    QuestionFigures countQuestionsOfDialogue(@PathVariable DialogueId dialogueId) {
        return questions.figures(dialogueId);
    }

    /** Notes a question that was put in a dialogue, perhaps with its answer. */
    @PostMapping("/dialogues/{dialogueId}/questions")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<?> noteQuestion(
            @PathVariable DialogueId dialogueId, @Valid @RequestBody NotedBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(questions.note(
                        dialogueId,
                        Objects.requireNonNull(body.question()).details(),
                        body.answer() == null ? null : body.answer().answer(),
                        UUID.randomUUID())),
                this::again);
    }

    /** Shows one question: of its asker what the client may see. */
    @GetMapping("/questions/{id}")
    @Requires(Right.READ_QUESTIONS)
    ResponseEntity<QuestionView> getQuestion(@PathVariable QuestionId id) {
        return found(questions.get(id));
    }

    /** Replaces the details of a question: what is left out is emptied. An asker who is hidden from the client stays. */
    @PutMapping("/questions/{id}")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> changeQuestion(
            @PathVariable QuestionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody QuestionBody body) {
        return found(questions.change(id, api.version(ifMatch), body.details()));
    }

    /** Puts a question before another one in the running order, or at the end. */
    @PostMapping("/questions/{id}/reorder")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> reorderQuestion(@PathVariable QuestionId id, @Valid @RequestBody PlaceBody body) {
        questions.reorder(id, body.before());
        return found(questions.get(id));
    }

    /** Has a question of a guest shown. */
    @PostMapping("/questions/{id}/approve")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> approveQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.approve(id, api.version(ifMatch)));
    }

    /** Says that a question was put. */
    @PostMapping("/questions/{id}/ask")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> askQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.ask(id, api.version(ifMatch)));
    }

    /** Notes what was answered, or what was answered in other words. */
    @PostMapping("/questions/{id}/answer")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> answerQuestion(
            @PathVariable QuestionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody AnswerBody body) {
        return found(questions.answer(id, api.version(ifMatch), body.answer()));
    }

    /** Keeps a question from being shown to guests. */
    @PostMapping("/questions/{id}/hide")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> hideQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.hide(id, api.version(ifMatch)));
    }

    /** Lets a hidden question be shown again. */
    @PostMapping("/questions/{id}/show")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> showQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.show(id, api.version(ifMatch)));
    }

    /** Says why a question is not put. */
    @PostMapping("/questions/{id}/decline")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> declineQuestion(
            @PathVariable QuestionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DeclinedBody body) {
        return found(questions.decline(id, api.version(ifMatch), Objects.requireNonNull(body.reason()), body.remark()));
    }

    /** Has another question of the dialogue stand for this one; its votes count there. */
    @PostMapping("/questions/{id}/merge")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> mergeQuestion(
            @PathVariable QuestionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody MergedBody body) {
        return found(questions.merge(id, api.version(ifMatch), Objects.requireNonNull(body.into())));
    }

    /** Takes a merging back, with the votes. */
    @PostMapping("/questions/{id}/split")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> splitQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.split(id, api.version(ifMatch)));
    }

    /** Mends a slip: puts a question back to the state before. */
    @PostMapping("/questions/{id}/step-back")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> stepQuestionBack(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.stepBack(id, api.version(ifMatch)));
    }

    /** Undertakes to answer a question later: a commitment towards the asker and a follow-up of the owner. */
    @PostMapping("/questions/{id}/take-away")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<QuestionView> takeQuestionAway(
            @PathVariable QuestionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody TakenAwayBody body) {
        return found(questions.takeAway(id, api.version(ifMatch), Objects.requireNonNull(body.owner()), body.dueOn()));
    }

    /** Writes the answer to a question that was taken away. */
    @PostMapping("/questions/{id}/draft")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<QuestionView> draftAnswer(
            @PathVariable QuestionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody WordsBody body) {
        return found(questions.draft(id, api.version(ifMatch), body.words()));
    }

    /** Lets an answer go to the asker that somebody else wrote. */
    @PostMapping("/questions/{id}/clear")
    @Requires(Right.CLEAR_ANSWERS)
    ResponseEntity<QuestionView> clearAnswer(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.clear(id, api.version(ifMatch)));
    }

    /** Returns an answer, with what is to be written otherwise. */
    @PostMapping("/questions/{id}/return")
    @Requires(Right.CLEAR_ANSWERS)
    ResponseEntity<QuestionView> returnAnswer(
            @PathVariable QuestionId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody WordsBody body) {
        return found(questions.giveBack(id, api.version(ifMatch), body.words()));
    }

    /** Says that the asker has the answer, where no mail can tell it. */
    @PostMapping("/questions/{id}/close")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<QuestionView> closeQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.close(id, api.version(ifMatch)));
    }

    /** Takes a question out of lists; the history stays. */
    @PostMapping("/questions/{id}/archive")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> archiveQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived question back. */
    @PostMapping("/questions/{id}/restore")
    @Requires(Right.CAPTURE_QUESTIONS)
    ResponseEntity<QuestionView> restoreQuestion(
            @PathVariable QuestionId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(questions.restore(id, api.version(ifMatch)));
    }

    /**
     * Tells who changed what, newest first; of people only those whom the client may see.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/questions/{id}/history")
    @Requires(Right.READ_QUESTIONS)
    ResponseEntity<ApiSlice<AuditEntry>> historyOfQuestion(
            @PathVariable QuestionId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(questions.history(id, new Paging(cursor, size)), request);
    }

    private ApiSupport.Created again(String id) {
        return created(questions.get(QuestionId.of(id)));
    }

    private static ApiSupport.Created created(QuestionView made) {
        return new ApiSupport.Created("/questions/" + made.id(), made, made.version());
    }

    private ResponseEntity<QuestionView> found(QuestionView question) {
        return api.found(question, question.version());
    }
}
