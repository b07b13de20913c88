package org.shanyraq.crm.line.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.line.EditionView;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineSource;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.format.annotation.DateTimeFormat;

/** What the form of a line holds. Its paths are those of {@link LineDetails}. */
final class LineForm {

    private static final int MOST_SOURCES = 20;
    private static final int MOST_TOPICS = 10;
    private static final int FREE_ROWS = 2;

    private Map<String, TextForm> texts = new LinkedHashMap<>();
    private List<SourceForm> sources = new ArrayList<>();

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate validUntil;

    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private final Picked owner = new Picked();
    private List<@Nullable UUID> topics = new ArrayList<>();

    /** Those that the line had when the form was made. */
    private List<UUID> topicsBefore = new ArrayList<>();

    /** Whether the form asked for topics: one that was made before they were there did not. */
    private boolean topicsAsked;

    private long version;

    LineForm() {
        UserLanguage.LANGUAGES.forEach(language -> texts.put(language, new TextForm()));
    }

    /** A new line is looked after by whoever writes it. */
    static LineForm begin(OfficerId owner, String name) {
        LineForm form = new LineForm();
        form.owner.id(owner.value());
        form.owner.text(name);
        form.offerRows();
        return form;
    }

    /** Goes on with the edition that is being written, else with the one in use. */
    static LineForm of(LineView line) {
        LineForm form = new LineForm();
        EditionView edition = line.next() == null ? line.shown() : line.next();
        edition.texts().forEach((language, text) -> {
            TextForm one = new TextForm();
            one.question = text.question();
            one.answer = text.answer();
            form.texts.put(language, one);
        });
        edition.sources().forEach(source -> {
            SourceForm one = new SourceForm();
            one.title = source.title();
            one.link = source.link();
            form.sources.add(one);
        });
        form.validUntil = edition.validUntil();
        form.sensitivity = line.sensitivity();
        form.owner.id(line.owner().value());
        form.owner.text(line.ownerName());
        line.topics().keySet().forEach(topic -> form.topics.add(topic.value()));
        form.remember(line);
        form.version = line.version();
        form.offerRows();
        return form;
    }

    /** Keeps what both did to the topics when somebody else changed the line meanwhile: what either added is there, what either took is not. */
    void mergeTopics(LineView theirs) {
        Set<@Nullable UUID> merged = new LinkedHashSet<>();
        theirs.topics().keySet().forEach(topic -> merged.add(topic.value()));
        merged.removeIf(topic -> topicsBefore.contains(topic) && !topics.contains(topic));
        topics.stream().filter(topic -> !topicsBefore.contains(topic)).forEach(merged::add);
        topics = new ArrayList<>(merged);
        remember(theirs);
    }

    private void remember(LineView line) {
        topicsBefore = new ArrayList<>(
                line.topics().keySet().stream().map(TopicId::value).toList());
    }

    /** Those that are chosen, each once. */
    List<TopicId> topicIds() {
        topics = new ArrayList<>(new LinkedHashSet<>(topics));
        topics.removeIf(Objects::isNull);
        return topics.stream().map(Objects::requireNonNull).map(TopicId::new).toList();
    }

    /** Keeps some empty rows for sources and topics at the end. */
    void offerRows() {
        topics.removeIf(Objects::isNull);
        for (int i = 0; i < FREE_ROWS && topics.size() < MOST_TOPICS; i++) {
            topics.add(null);
        }
        sources.removeIf(SourceForm::isEmpty);
        for (int i = 0; i < FREE_ROWS && sources.size() < MOST_SOURCES; i++) {
            sources.add(new SourceForm());
        }
    }

    /** The details as typed, once an owner was found; a language without any text is left out. */
    LineDetails toDetails() {
        Map<String, LineText> typed = new LinkedHashMap<>();
        texts.forEach((language, text) -> {
            if (!text.question.isBlank() || !text.answer.isBlank()) {
                typed.put(language, new LineText(text.question, text.answer));
            }
        });
        return new LineDetails(
                typed,
                sources.stream()
                        .filter(source -> !source.isEmpty())
                        .map(source -> new LineSource(source.title, Forms.textOrNull(source.link)))
                        .toList(),
                validUntil,
                sensitivity,
                new OfficerId(Objects.requireNonNull(owner.id())),
                topicsAsked ? topicIds() : null);
    }

    public Picked owner() {
        return owner;
    }

    public @Nullable UUID getOwner() {
        return owner.id();
    }

    public void setOwner(@Nullable UUID id) {
        owner.id(id);
    }

    public @Nullable String getOwnerText() {
        return owner.text();
    }

    public void setOwnerText(@Nullable String text) {
        owner.text(text);
    }

    public void setOwnerChoice(@Nullable UUID choice) {
        owner.choose(choice);
    }

    public Map<String, TextForm> getTexts() {
        return texts;
    }

    public void setTexts(Map<String, TextForm> texts) {
        this.texts = texts;
    }

    public List<SourceForm> getSources() {
        return sources;
    }

    public void setSources(List<SourceForm> sources) {
        this.sources = sources;
    }

    public List<@Nullable UUID> getTopics() {
        return topics;
    }

    public void setTopics(List<@Nullable UUID> topics) {
        this.topics = topics;
    }

    public List<UUID> getTopicsBefore() {
        return topicsBefore;
    }

    public void setTopicsBefore(List<UUID> topicsBefore) {
        this.topicsBefore = topicsBefore;
    }

    public boolean isTopicsAsked() {
        return topicsAsked;
    }

    public void setTopicsAsked(boolean topicsAsked) {
        this.topicsAsked = topicsAsked;
    }

    public @Nullable LocalDate getValidUntil() {
        return validUntil;
    }

    public void setValidUntil(@Nullable LocalDate validUntil) {
        this.validUntil = validUntil;
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

    /** The line in one language. */
    static final class TextForm {

        private String question = "";
        private String answer = "";

        public String getQuestion() {
            return question;
        }

        public void setQuestion(String question) {
            this.question = question;
        }

        public String getAnswer() {
            return answer;
        }

        public void setAnswer(String answer) {
            this.answer = answer;
        }
    }

    /** One source. */
    static final class SourceForm {

        private String title = "";
        private @Nullable String link;

        boolean isEmpty() {
            return title.isBlank() && (link == null || link.isBlank());
        }

        public String getTitle() {
            return title;
        }

        public void setTitle(String title) {
            this.title = title;
        }

        public @Nullable String getLink() {
            return link;
        }

        public void setLink(@Nullable String link) {
            this.link = link;
        }
    }
}
