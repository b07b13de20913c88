package org.shanyraq.crm.invitation.internal;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.Placeholder;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.shared.internal.Findings;

/** Reads templates and fills them in. They have no logic: nothing but the texts of {@link Placeholder}s comes into a mail. */
final class Wording {

    static final int LONGEST_SUBJECT = 200;
    static final int LONGEST_BODY = 10_000;

    /** Plain text: what is shown as HTML is escaped as a whole. */
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true);

    private Wording() {}

    /** A text as it is kept; what is wrong with it is found. */
    static TemplateText checked(TemplateText text, TemplateKind kind, Findings findings) {
        String subject = findings.line("subject", text.subject(), LONGEST_SUBJECT);
        String body = findings.lines("body", text.body(), LONGEST_BODY);
        if (subject.isEmpty()) {
            if (text.subject().isBlank()) {
                findings.add("subject", "template-subject");
            }
        } else {
            check(subject, "subject", findings);
        }
        if (body == null) {
            if (text.body().isBlank()) {
                findings.add("body", "template-body");
            }
        } else {
            Set<Placeholder> used = check(body, "body", findings);
            for (Placeholder needed : kind.needed()) {
                if (!used.contains(needed)) {
                    findings.add("body", "template-needs", "{{" + needed.tag() + "}}");
                }
            }
        }
        return new TemplateText(
                subject, body == null ? "" : body.replace("\r\n", "\n").replace('\r', '\n'));
    }

    /** The placeholders that stand in it whatever there is to put in, that is outside of sections. */
    private static Set<Placeholder> check(String text, String field, Findings findings) {
        Reader all = new Reader(true);
        Reader outside = new Reader(false);
        try {
            Template template = COMPILER.compile(text);
            template.visit(all);
            template.visit(outside);
        } catch (MustacheException | IndexOutOfBoundsException unreadable) {
            all.unreadable = true;
        }
        if (all.unreadable) {
            findings.add(field, "template-braces");
            return EnumSet.allOf(Placeholder.class);
        }
        if (all.unknown != null) {
            findings.add(field, "template-placeholder", "{{" + all.unknown + "}}");
        }
        return outside.used;
    }

    private static final class Reader implements Mustache.Visitor {

        private final Set<Placeholder> used = EnumSet.noneOf(Placeholder.class);
        private final boolean intoSections;
        private @Nullable String unknown;
        private boolean unreadable;

        Reader(boolean intoSections) {
            this.intoSections = intoSections;
        }

        /** Braces that open or close nothing would be sent as they are. */
        @Override
        public void visitText(String text) {
            unreadable |= text.contains("{{") || text.contains("}}");
        }

        @Override
        public void visitVariable(String name) {
            Placeholder placeholder = known(name);
            if (placeholder != null) {
                used.add(placeholder);
            }
        }

        @Override
        public boolean visitSection(String name) {
            known(name);
            return intoSections;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            known(name);
            return intoSections;
        }

        @Override
        public boolean visitInclude(String name) {
            return refuse(">" + name);
        }

        @Override
        public boolean visitParent(String name) {
            return refuse("<" + name);
        }

        @Override
        public boolean visitBlock(String name) {
            return refuse("$" + name);
        }

        private boolean refuse(String name) {
            unknown = shortened(name);
            return false;
        }

        private @Nullable Placeholder known(String name) {
            Placeholder placeholder = Placeholder.ofTag(name).orElse(null);
            if (placeholder == null && unknown == null) {
                unknown = shortened(name);
            }
            return placeholder;
        }

        private static String shortened(String name) {
            return name.length() <= 40 ? name : name.substring(0, 40) + "…";
        }
    }

    /** Fills in a text that was {@link #checked}; a placeholder without a value gives nothing. */
    static TemplateText filled(TemplateText text, Map<Placeholder, String> values) {
        Map<String, String> byTag = new LinkedHashMap<>();
        for (Placeholder placeholder : Placeholder.values()) {
            byTag.put(placeholder.tag(), values.getOrDefault(placeholder, ""));
        }
        String subject = COMPILER.compile(text.subject()).execute(byTag);
        String body = COMPILER.compile(text.body()).execute(byTag);
        return new TemplateText(
                subject.replaceAll("\\s+", " ").strip(),
                body.replaceAll("[ \t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip());
    }
}
