package org.shanyraq.crm.topic.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.topic.TopicDetails;
import org.shanyraq.crm.topic.TopicId;

/** What the form of a topic holds. Its paths are those of {@link TopicDetails}. */
final class TopicForm {

    private static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    private Map<String, String> names = new LinkedHashMap<>();
    private String handle = "";
    private @Nullable UUID parent;
    private @Nullable String euroVoc;
    private long version;

    TopicForm() {
        LANGUAGES.forEach(language -> names.put(language, ""));
    }

    static TopicForm of(TopicDetails details, long version) {
        TopicForm form = new TopicForm();
        form.names.putAll(details.names().texts());
        form.handle = details.handle();
        form.parent = details.parent() == null ? null : details.parent().value();
        form.euroVoc = details.euroVoc();
        form.version = version;
        return form;
    }

    TopicDetails toDetails() {
        return new TopicDetails(
                new LocalizedText(names),
                handle,
                parent == null ? null : new TopicId(parent),
                Forms.textOrNull(euroVoc));
    }

    public Map<String, String> getNames() {
        return names;
    }

    public void setNames(Map<String, String> names) {
        this.names = names;
    }

    public String getHandle() {
        return handle;
    }

    public void setHandle(@Nullable String handle) {
        this.handle = handle == null ? "" : handle;
    }

    public @Nullable UUID getParent() {
        return parent;
    }

    public void setParent(@Nullable UUID parent) {
        this.parent = parent;
    }

    public @Nullable String getEuroVoc() {
        return euroVoc;
    }

    public void setEuroVoc(@Nullable String euroVoc) {
        this.euroVoc = euroVoc;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
