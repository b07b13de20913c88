package org.shanyraq.crm.followup.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.FollowUpLinks;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.Notices;
import org.shanyraq.crm.mail.MailText;

/**
 * Writes the digest in the language of its reader. A mail travels in the clear and stays in mailboxes: of what is restricted, confidential or
 * limited to named readers it says only how many there are.
 */
class DigestLetters {

    private static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    private final Map<String, Properties> words = new HashMap<>();

    DigestLetters() {
        LANGUAGES.forEach(language -> words.put(language, read("/crm/followup/digest_" + language + ".properties")));
    }

    private static Properties read(String file) {
        try (InputStream content = Objects.requireNonNull(DigestLetters.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(content, StandardCharsets.UTF_8)) {
            Properties read = new Properties();
            read.load(reader);
            return read;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The language of a digest: one's own, or English. */
    static String language(@Nullable String own) {
        return own != null && LANGUAGES.contains(own) ? own : "en";
    }

    /** @param links to the pages; null while it is not known how the outside world reaches them */
    MailText letter(String name, Notices notices, LocalDate today, String language, @Nullable FollowUpLinks links) {
        StringBuilder text = new StringBuilder();
        text.append(word(language, "greeting").replace("{0}", name)).append("\n");
        followUps(text, "overdue", notices.overdue(), language, false, links);
        followUps(text, "soon", notices.soon(), language, false, links);
        part(
                text,
                "commitments",
                notices.commitments().stream()
                        .map(one -> new Line(
                                line(one, language),
                                "/commitments/" + one.id(),
                                isTold(one.sensitivity(), one.limited())))
                        .toList(),
                language,
                links);
        followUps(text, "escalated", notices.escalated(), language, true, links);
        if (links != null) {
            links.to("/reminders").ifPresent(page -> text.append('\n')
                    .append(word(language, "all").replace("{0}", page))
                    .append('\n'));
            links.to("/me/digest")
                    .ifPresent(page -> text.append(word(language, "settings").replace("{0}", page))
                            .append('\n'));
        }
        return MailText.plain(word(language, "subject").replace("{0}", day(today, language)), text.toString());
    }

    private record Line(String text, String path, boolean told) {}

    private void followUps(
            StringBuilder text,
            String part,
            List<FollowUpSummary> found,
            String language,
            boolean named,
            @Nullable FollowUpLinks links) {
        part(
                text,
                part,
                found.stream()
                        .map(one -> new Line(
                                day(one.dueOn(), language) + ": " + one.text()
                                        + (named ? " (" + one.ownerName() + ")" : ""),
                                "/follow-ups/" + one.id(),
                                isTold(one.sensitivity(), one.limited())))
                        .toList(),
                language,
                links);
    }

    private static String line(CommitmentSummary one, String language) {
        return (one.dueOn() == null ? "" : day(one.dueOn(), language) + ": ") + one.text();
    }

    private static boolean isTold(Sensitivity sensitivity, boolean limited) {
        return sensitivity.isWithin(Sensitivity.INTERNAL) && !limited;
    }

    private void part(
            StringBuilder text, String part, List<Line> lines, String language, @Nullable FollowUpLinks links) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n').append(word(language, part)).append('\n');
        lines.stream().filter(Line::told).forEach(line -> {
            text.append("- ").append(line.text()).append('\n');
            if (links != null) {
                links.to(line.path())
                        .ifPresent(page -> text.append("  ").append(page).append('\n'));
            }
        });
        long untold = lines.stream().filter(line -> !line.told()).count();
        if (untold > 0) {
            text.append("- ")
                    .append(word(language, "untold").replace("{0}", Long.toString(untold)))
                    .append('\n');
        }
    }

    private static String day(LocalDate day, String language) {
        return day.format(
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(Locale.forLanguageTag(language)));
    }

    private String word(String language, String key) {
        String word = Objects.requireNonNull(words.get(language)).getProperty(key);
        if (word == null) {
            throw new IllegalStateException("no word " + key + " in " + language);
        }
        return word;
    }
}
