package org.shanyraq.crm.invitation.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.springframework.validation.BindingResult;

/** What the form of a template holds. Its paths are those of {@link TemplateDetails}. */
final class TemplateForm {

    /** Keeps what two people changed at once, language by language. */
    static final FormMerge<TemplateDetails, TemplateForm> MERGE = new FormMerge<>(fields());

    private TemplateKind kind = TemplateKind.INVITATION;
    private String name = "";
    private Map<String, TextForm> texts = new LinkedHashMap<>();
    private String moreLanguage = "";
    private TextForm more = new TextForm();
    private long version;
    private Map<String, String> fingerprints = new LinkedHashMap<>();

    TemplateForm() {
        UserLanguage.LANGUAGES.forEach(language -> texts.put(language, new TextForm()));
    }

    private static List<FormMerge.Field<TemplateDetails, TemplateForm>> fields() {
        List<FormMerge.Field<TemplateDetails, TemplateForm>> fields = new java.util.ArrayList<>();
        fields.add(new FormMerge.Field<>(
                "name", "crm.invitation.field.name", TemplateDetails::name, (mine, theirs) -> mine.name = theirs.name));
        for (String language : UserLanguage.LANGUAGES) {
            fields.add(new FormMerge.Field<>(
                    "text-" + language,
                    "crm.invitation.template.text-" + language,
                    details -> inWords(details.texts().get(language)),
                    (mine, theirs) -> mine.texts.put(language, theirs.texts.getOrDefault(language, new TextForm()))));
        }
        fields.add(new FormMerge.Field<>(
                "text-others", "crm.invitation.template.text-others", TemplateForm::others, (mine, theirs) -> {
                    mine.texts.keySet().removeIf(language -> !UserLanguage.LANGUAGES.contains(language));
                    theirs.texts.forEach(mine.texts::putIfAbsent);
                }));
        return fields;
    }

    /** The texts in languages that the product has no pages in. */
    private static String others(TemplateDetails details) {
        StringBuilder words = new StringBuilder();
        details.texts().forEach((language, text) -> {
            if (!UserLanguage.LANGUAGES.contains(language)) {
                words.append(language).append("\n").append(inWords(text)).append("\n\n");
            }
        });
        return words.toString();
    }

    private static String inWords(@Nullable TemplateText text) {
        return text == null ? "" : text.subject() + "\n\n" + text.body();
    }

    /** @param version null for a new template */
    static TemplateForm of(TemplateDetails details, @Nullable Long version) {
        TemplateForm form = new TemplateForm();
        form.kind = details.kind();
        form.name = details.name();
        details.texts().forEach((language, text) -> {
            TextForm one = new TextForm();
            one.subject = text.subject();
            one.body = text.body();
            form.texts.put(language, one);
        });
        if (version != null) {
            form.version = version;
            form.fingerprints = MERGE.fingerprints(details);
        }
        return form;
    }

    /** Takes the text in one more language in among the others, and refuses it without a language that is not there yet. */
    void settle(BindingResult errors) {
        if (more.subject.isBlank() && more.body.isBlank()) {
            return;
        }
        if (!moreLanguage.matches("[a-z]{2}") || texts.containsKey(moreLanguage)) {
            errors.rejectValue("moreLanguage", "crm.invitation.error.template-more");
            return;
        }
        texts.put(moreLanguage, more);
        more = new TextForm();
        moreLanguage = "";
    }

    /** The details as typed; a language without any text is left out. */
    TemplateDetails toDetails() {
        Map<String, TemplateText> typed = new LinkedHashMap<>();
        texts.forEach((language, text) -> {
            if (!text.subject.isBlank() || !text.body.isBlank()) {
                typed.put(language, new TemplateText(text.subject, text.body));
            }
        });
        return new TemplateDetails(kind, name, typed);
    }

    public TemplateKind getKind() {
        return kind;
    }

    public void setKind(TemplateKind kind) {
        this.kind = kind;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Map<String, TextForm> getTexts() {
        return texts;
    }

    public void setTexts(Map<String, TextForm> texts) {
        this.texts = texts;
    }

    public String getMoreLanguage() {
        return moreLanguage;
    }

    public void setMoreLanguage(String moreLanguage) {
        this.moreLanguage = moreLanguage;
    }

    public TextForm getMore() {
        return more;
    }

    public void setMore(TextForm more) {
        this.more = more;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }

    public Map<String, String> getFingerprints() {
        return fingerprints;
    }

    public void setFingerprints(Map<String, String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** The mail in one language. */
    static final class TextForm {

        private String subject = "";
        private String body = "";

        public String getSubject() {
            return subject;
        }

        public void setSubject(String subject) {
            this.subject = subject;
        }

        public String getBody() {
            return body;
        }

        public void setBody(String body) {
            this.body = body;
        }
    }
}
