package org.shanyraq.crm.question.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.GivenAnswer;

/** How forms write to whom a question is put, and which line was chosen. */
final class Answering {

    private static final String CONTACT = "contact:";
    private static final String OFFICER = "officer:";
    private static final String WORDS = "words:";

    private Answering() {}

    static String written(Answerer answerer) {
        if (answerer.contact() != null) {
            return CONTACT + answerer.contact();
        }
        if (answerer.officer() != null) {
            return OFFICER + answerer.officer().value();
        }
        return answerer.words() == null ? "" : WORDS + answerer.words();
    }

    /** What was not written by {@link #written} is nobody. */
    static Answerer read(String text) {
        try {
            if (text.startsWith(CONTACT)) {
                return Answerer.of(new ContactId(UUID.fromString(text.substring(CONTACT.length()))));
            }
            if (text.startsWith(OFFICER)) {
                return Answerer.of(new OfficerId(UUID.fromString(text.substring(OFFICER.length()))));
            }
        } catch (IllegalArgumentException noId) {
            return Answerer.NOBODY;
        }
        return text.startsWith(WORDS) && text.length() > WORDS.length()
                ? Answerer.named(text.substring(WORDS.length()))
                : Answerer.NOBODY;
    }

    /** A line that was chosen. */
    record ChosenLine(LineId line, int edition, String language) {

        String written() {
            return line + ":" + edition + ":" + language;
        }

        GivenAnswer answer(@Nullable String text, Answerer by) {
            return new GivenAnswer(text, by, line, edition, language);
        }
    }

    static @Nullable ChosenLine line(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || !parts[1].matches("\\d{1,6}")) {
            return null;
        }
        try {
            return new ChosenLine(LineId.of(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }
}
