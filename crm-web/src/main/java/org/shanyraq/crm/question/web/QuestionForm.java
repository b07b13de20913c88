package org.shanyraq.crm.question.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.topic.TopicId;

/** What the form of a question holds. */
final class QuestionForm {

    private final Picked asker = new Picked();
    private String affiliation = "";
    private String to = "";
    private List<UUID> topics = new ArrayList<>();
    private String text = "";
    private String language = "";
    private @Nullable UUID part;
    private Sensitivity sensitivity = Sensitivity.PUBLIC;
    private long version;

    static QuestionForm of(QuestionView question) {
        QuestionForm form = new QuestionForm();
        QuestionDetails details = question.details();
        ContactId contact = details.asker().contact();
        form.asker.id(contact == null ? null : contact.value());
        form.asker.text(question.summary().asker());
        form.affiliation =
                details.asker().affiliation() == null ? "" : details.asker().affiliation();
        form.to = Answering.written(details.to());
        details.topics().forEach(topic -> form.topics.add(topic.value()));
        form.text = details.text();
        form.language = details.language() == null ? "" : details.language();
        form.part = details.part() == null ? null : details.part().value();
        form.sensitivity = details.sensitivity();
        form.version = question.version();
        return form;
    }

    QuestionDetails details(Asker who) {
        return new QuestionDetails(
                part == null ? null : new AgendaItemId(part),
                who.contact() == null && who.name() != null
                        ? new Asker(null, who.name(), Forms.textOrNull(affiliation))
                        : who,
                Answering.read(to),
                topics.stream().map(TopicId::new).toList(),
                text,
                Forms.textOrNull(language),
                sensitivity);
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

    public void setAskerText(@Nullable String typed) {
        asker.text(typed);
    }

    public String getAffiliation() {
        return affiliation;
    }

    public void setAffiliation(String affiliation) {
        this.affiliation = affiliation;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public List<UUID> getTopics() {
        return topics;
    }

    public void setTopics(List<UUID> topics) {
        this.topics = topics;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public @Nullable UUID getPart() {
        return part;
    }

    public void setPart(@Nullable UUID part) {
        this.part = part;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
