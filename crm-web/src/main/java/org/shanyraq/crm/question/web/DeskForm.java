package org.shanyraq.crm.question.web;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.question.QuestionOrigin;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.shared.web.Picked;

/** The one line of the desk: who asks what, and what is answered. */
final class DeskForm {

    private final Picked asker = new Picked();
    private String to = "";
    private String topics = "";
    private String text = "";
    private String answer = "";
    private String line = "";
    private @Nullable UUID part;
    private UUID entry = UUID.randomUUID();

    /** For the next question: of the part of the one that was noted last at the desk. */
    static DeskForm after(List<QuestionSummary> running) {
        DeskForm form = new DeskForm();
        running.stream()
                .filter(question -> question.origin() == QuestionOrigin.DESK)
                .max(Comparator.comparingInt(QuestionSummary::number))
                .map(QuestionSummary::part)
                .ifPresent(last -> form.setPart(last.value()));
        return form;
    }

    public Picked asker() {
        return asker;
    }

    public @Nullable UUID getAsker() {
        return asker.id();
    }

    public void setAsker(@Nullable UUID id) {
        asker.id(id);
    }

    public @Nullable String getAskerText() {
        return asker.text();
    }

    public void setAskerText(@Nullable String text) {
        asker.text(text);
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getTopics() {
        return topics;
    }

    public void setTopics(String topics) {
        this.topics = topics;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getAnswer() {
        return answer;
    }

    public void setAnswer(String answer) {
        this.answer = answer;
    }

    /** The line that was chosen: its id, edition and language, with colons between them. */
    public String getLine() {
        return line;
    }

    public void setLine(String line) {
        this.line = line;
    }

    public @Nullable UUID getPart() {
        return part;
    }

    public void setPart(@Nullable UUID part) {
        this.part = part;
    }

    public UUID getEntry() {
        return entry;
    }

    public void setEntry(UUID entry) {
        this.entry = entry;
    }
}
