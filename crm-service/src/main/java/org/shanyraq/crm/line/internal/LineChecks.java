package org.shanyraq.crm.line.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineSource;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.Websites;
import org.shanyraq.crm.topic.TopicId;

/** What is asked of the details of a line. */
final class LineChecks {

    static final String PREFIX = "crm.line.error.";

    private static final int MOST_LANGUAGES = 30;
    private static final int MOST_SOURCES = 20;
    private static final int MOST_TOPICS = 10;
    private static final int LONGEST_QUESTION = 300;
    private static final int LONGEST_ANSWER = 10_000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_LINK = 500;
    private static final int LONGEST_REMARK = 2_000;

    private LineChecks() {}

    /**
     * The details as they are kept.
     *
     * @param owner how far the owner can be given the line; null when there is no such member of the mission
     * @param topics those of its topics that it may have: what the mission offers, and what it has already
     * @param before how sensitive the line is, or null for a new one
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule is broken
     */
    static LineDetails checked(
            LineDetails details,
            @Nullable Standing owner,
            Set<TopicId> topics,
            @Nullable Sensitivity before,
            Officer officer) {
        Findings findings = new Findings(PREFIX);
        if (!details.sensitivity().isWithin(officer.clearance())) {
            findings.add("sensitivity", "sensitivity");
        } else if (before != null && !before.isWithin(details.sensitivity()) && !officer.may(Right.LOWER_SENSITIVITY)) {
            findings.add("sensitivity", "sensitivity-lowered");
        }
        if (owner == null || !owner.member()) {
            findings.add("owner", "owner");
        } else if (!owner.cleared()) {
            findings.add("owner", "owner-cleared", owner.name());
        }
        Map<String, LineText> texts = new TreeMap<>();
        details.texts().forEach((language, text) -> {
            if (Findings.isLanguage(language)) {
                texts.put(language, checked(text, findings.within("texts[" + language + "].")));
            } else {
                findings.add("texts", "language", language.length() > 20 ? language.substring(0, 20) : language);
            }
        });
        if (details.texts().isEmpty()) {
            findings.add("texts", "texts");
        }
        if (details.texts().size() > MOST_LANGUAGES) {
            findings.add("texts", "languages", MOST_LANGUAGES);
        }
        if (details.sources().size() > MOST_SOURCES) {
            findings.add("sources", "sources", MOST_SOURCES);
        }
        List<LineSource> sources = new ArrayList<>();
        for (int i = 0; i < Math.min(details.sources().size(), MOST_SOURCES); i++) {
            sources.add(checked(details.sources().get(i), findings.within("sources[" + i + "].")));
        }
        List<TopicId> about = details.topics();
        if (about != null) {
            check(about, topics, findings);
        }
        findings.throwIfAny();
        return new LineDetails(texts, sources, details.validUntil(), details.sensitivity(), details.owner(), about);
    }

    private static void check(List<TopicId> about, Set<TopicId> known, Findings findings) {
        if (about.size() > MOST_TOPICS) {
            findings.add("topics", "topics", MOST_TOPICS);
        }
        Set<TopicId> before = new HashSet<>();
        for (int i = 0; i < Math.min(about.size(), MOST_TOPICS); i++) {
            if (!known.contains(about.get(i))) {
                findings.add("topics[" + i + "]", "topic");
            } else if (!before.add(about.get(i))) {
                findings.add("topics[" + i + "]", "topic-twice");
            }
        }
    }

    private static LineText checked(LineText text, Findings findings) {
        String question = findings.line("question", text.question(), LONGEST_QUESTION);
        String answer = findings.lines("answer", text.answer(), LONGEST_ANSWER);
        if (text.question().isBlank()) {
            findings.add("question", "question");
        }
        if (text.answer().isBlank()) {
            findings.add("answer", "answer");
        }
        return new LineText(question, answer == null ? "" : answer);
    }

    private static LineSource checked(LineSource source, Findings findings) {
        String title = findings.line("title", source.title(), LONGEST_TITLE);
        String link = findings.lineOrNull("link", source.link(), LONGEST_LINK);
        if (source.title().isBlank()) {
            findings.add("title", "source-title");
        }
        if (link != null && !Websites.isWebsite(link)) {
            findings.add("link", "source-link");
        }
        return new LineSource(title, link);
    }

    static String remark(String remark) {
        Findings findings = new Findings(PREFIX);
        String kept = findings.lines("remark", remark, LONGEST_REMARK);
        if (remark.isBlank()) {
            findings.add("remark", "remark");
        }
        findings.throwIfAny();
        return kept == null ? "" : kept;
    }
}
