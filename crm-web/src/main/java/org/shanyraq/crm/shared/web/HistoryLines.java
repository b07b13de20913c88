package org.shanyraq.crm.shared.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;

/** Puts the entries of a history into words: who did what to which record, with names instead of ids. */
public final class HistoryLines {

    /**
     * One entry, ready to be shown.
     *
     * @param deed what was done, for example "added a post"
     * @param what which record within the one that the page is about, or null
     * @param path page of that record, or null
     * @param cause what it was part of, in words, or null
     * @param causePath page of that, or null
     * @param folded whether the values are all that was entered first, which few want to read
     */
    public record Line(
            AuditEntry entry,
            String deed,
            @Nullable String what,
            @Nullable String path,
            @Nullable String cause,
            @Nullable String causePath,
            boolean folded,
            List<Change> changes) {}

    /** A field with its name and values in words; a value that names a record has the path of its page. */
    public record Change(
            String field, @Nullable Value before, @Nullable Value after) {}

    public record Value(String text, @Nullable String path) {}

    private static final Pattern CAUSE = Pattern.compile("(import|revert of import) ([0-9a-f-]{36})");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Ids that other fields of the same entry say in words, or that are the record the page is about. */
    private static final Map<String, Set<String>> SAID_OTHERWISE = Map.of(
            "mandate", Set.of("contact", "post"),
            "post", Set.of("organisation"),
            "speaker", Set.of("contact", "name"),
            "invitation", Set.of("contact", "invitationState"),
            "attendance", Set.of("contact", "name"),
            "guest-source", Set.of("name"),
            "tagging", Set.of("name"),
            "listing", Set.of("name"));

    private final PageSupport page;
    private final Map<String, HistoryName> names;

    HistoryLines(PageSupport page, Stream<HistoryName> names) {
        this.page = page;
        this.names = names.collect(Collectors.toMap(HistoryName::field, Function.identity()));
    }

    /** @param prefix of the keys of the names of an entry's fields */
    List<Line> of(List<AuditEntry> entries, Function<AuditEntry, String> prefix) {
        Page all = new Page(entries, said(entries));
        return entries.stream()
                .map(entry -> line(entry, all, prefix.apply(entry)))
                .toList();
    }

    /**
     * What is shown at once.
     *
     * @param said the names of the records that fields hold the ids of, by field
     */
    private record Page(List<AuditEntry> entries, Map<String, Map<UUID, String>> said) {}

    private Map<String, Map<UUID, String>> said(List<AuditEntry> entries) {
        Map<String, Set<UUID>> asked = new HashMap<>();
        entries.stream().flatMap(entry -> entry.changes().stream()).forEach(change -> {
            String named = whole(change.field());
            if (names.containsKey(named)) {
                Stream.of(change.before(), change.after())
                        .filter(value -> value != null && ID.matcher(value).matches())
                        .forEach(value -> asked.computeIfAbsent(named, field -> new LinkedHashSet<>())
                                .add(UUID.fromString(value)));
            }
        });
        Map<String, Map<UUID, String>> said = new HashMap<>();
        asked.forEach((field, ids) ->
                said.put(field, Objects.requireNonNull(names.get(field)).names().apply(ids)));
        return said;
    }

    /** The field itself, for a place in a list: {@code inCharge} for {@code inCharge[0]}. */
    private static String whole(String field) {
        return field.replaceFirst("\\[\\d+]$", "");
    }

    private Line line(AuditEntry entry, Page all, String prefix) {
        String action = action(entry);
        String deed = page.textOrNull("crm.shared.history." + entry.kind() + "." + action);
        String what = deed == null ? null : what(entry, all);
        if (entry.actorKind() == Officer.Kind.SYSTEM && entry.actor().equals(what)) {
            // A guest who answers is not named twice.
            what = null;
        }
        Matcher cause = CAUSE.matcher(Objects.requireNonNullElse(entry.cause(), ""));
        boolean known = cause.matches();
        return new Line(
                entry,
                Objects.requireNonNullElseGet(
                        deed, () -> page.message("crm.shared.history.action." + page.code(entry.action()))),
                what,
                what != null && entry.kind().equals("post") ? "/posts/" + entry.record() : null,
                known
                        ? page.message(
                                "crm.shared.history.cause." + cause.group(1).replace(' ', '-'))
                        : cause(entry.cause()),
                known && page.may("IMPORT") ? "/imports/" + cause.group(2) : null,
                entry.action() == AuditAction.CREATED && !entry.kind().equals("invitation"),
                changes(entry, all, prefix));
    }

    /** What was done; to a guest it is told by the state that it led to. */
    private String action(AuditEntry entry) {
        String state = entry.kind().equals("invitation") ? one(entry, "invitationState") : null;
        return state == null ? page.code(entry.action()) : state.toLowerCase(Locale.ROOT);
    }

    /** A cause that has a text says it; others are of the machine and say nothing to a reader. */
    private @Nullable String cause(@Nullable String cause) {
        return cause == null ? null : page.textOrNull("crm.shared.history.cause." + cause.replace(' ', '-'));
    }

    /** The name of the record within: from its own values, or from another entry about it that has them. */
    private @Nullable String what(AuditEntry entry, Page all) {
        return Stream.concat(Stream.of(entry), all.entries().stream().filter(other -> other.record()
                        .equals(entry.record())))
                .map(one -> named(one, all))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String named(AuditEntry entry, Page all) {
        if (Set.of("speaker", "invitation", "attendance").contains(entry.kind())) {
            String contact = one(entry, "contact");
            Value person = contact == null ? null : inWords(all, "", "contact", contact);
            return person == null ? one(entry, "name") : person.text();
        }
        if (Set.of("tagging", "listing", "guest-source").contains(entry.kind())) {
            return one(entry, "name");
        }
        if (entry.kind().equals("attachment")) {
            String title = one(entry, "title");
            return title == null ? one(entry, "fileName") : title;
        }
        String post = value(entry, "title");
        if (post == null) {
            String role = one(entry, "role");
            post = role == null ? null : page.fieldValue("crm.organisation.", "role", role);
        }
        String organisation = value(entry, "organisation");
        return post == null ? null : organisation == null ? post : post + ", " + organisation;
    }

    /** A text in several languages: the officer's, else English, else any. */
    private @Nullable String value(AuditEntry entry, String field) {
        for (String language : List.of(page.language(), "en")) {
            String text = one(entry, field + "." + language);
            if (text != null) {
                return text;
            }
        }
        return entry.changes().stream()
                .filter(change -> change.field().startsWith(field + "."))
                .map(HistoryLines::latest)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String one(AuditEntry entry, String field) {
        return entry.changes().stream()
                .filter(change -> change.field().equals(field))
                .map(HistoryLines::latest)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String latest(FieldChange change) {
        return change.after() == null ? change.before() : change.after();
    }

    private List<Change> changes(AuditEntry entry, Page all, String prefix) {
        // Records within others have fields of their own, and those of a series are those of its dialogues.
        String fields =
                switch (entry.kind()) {
                    case "post" -> "crm.organisation.post.";
                    case "speaker", "attachment", "dialogue-series" -> "crm.dialogue.field.";
                    case "segment" -> "crm.contact.segment.field.";
                    case "invitation", "invitation-sending", "invitation-terms", "attendance" ->
                        "crm.invitation.field.";
                    case "question-hall" -> "crm.hall.field.";
                    case "import" -> "crm.exchange.import.";
                    default -> prefix;
                };
        List<Change> changes = new ArrayList<>();
        for (FieldChange change : entry.changes()) {
            boolean saidOtherwise =
                    SAID_OTHERWISE.getOrDefault(entry.kind(), Set.of()).contains(change.field());
            boolean notSo = change.before() == null && "false".equals(change.after());
            if (!saidOtherwise && !notSo) {
                changes.add(new Change(
                        page.fieldName(fields, change.field()),
                        inWords(all, fields, change.field(), change.before()),
                        inWords(all, fields, change.field(), change.after())));
            }
        }
        return changes;
    }

    private @Nullable Value inWords(Page all, String prefix, String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        String named = whole(field);
        HistoryName name = names.get(named);
        if (name != null && ID.matcher(value).matches()) {
            String known = all.said().getOrDefault(named, Map.of()).get(UUID.fromString(value));
            return known == null
                    ? new Value(page.message("crm.shared.history.value.gone"), null)
                    : new Value(known, name.path() == null ? null : name.path() + "/" + value);
        }
        String last = field.substring(field.lastIndexOf('.') + 1).replaceAll("\\[\\d+]", "");
        return new Value(
                switch (last.toLowerCase(Locale.ROOT)) {
                    case "country" -> page.country(value);
                    case "language", "languages" -> page.spokenLanguage(value);
                    default -> page.fieldValue(prefix, field, value);
                },
                null);
    }
}
