package org.shanyraq.crm.invitation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can stand in a template for something that differs from dialogue to dialogue or from guest to guest, written {@code {{tag}}}. There
 * are no others. A section, {@code {{#tag}}…{{/tag}}}, is left out when there is nothing to put in; {@code {{^tag}}…{{/tag}}} stands
 * only then.
 */
public enum Placeholder {
    /** The form of address of the contact in the language of the mail, else the usual one with honorific and name. */
    SALUTATION,
    /** Honorific and name of the guest. */
    NAME,
    /** Name of the host, the mission. */
    HOST,
    THEME,
    /** Name of the series. */
    SERIES,
    /** In the series. */
    NUMBER,
    /** The day at the place, in words. */
    DATE,
    /** From when to when at the place, with its zone. */
    TIME,
    /** The venue. */
    PLACE,
    ADDRESS,
    /** The parts with their speakers, a line each. */
    PROGRAMME,
    /** Until when an answer is awaited, in words. */
    ANSWER_BY,
    /** The guest's own page; nobody else may use it. */
    ANSWER_LINK,
    /** Who comes in the place of the guest, as the guest wrote it. */
    DELEGATE,
    /** In whose place the guest comes. */
    PRINCIPAL,
    /** Why the host does not agree that somebody else comes. */
    REASON,
    /** What the guest answered, a sentence or two. */
    ANSWER;

    /** Whether officers can use it in their templates; others are of mails that the system sends by itself. */
    public boolean byOfficers() {
        return switch (this) {
            case DELEGATE, PRINCIPAL, REASON, ANSWER -> false;
            default -> true;
        };
    }

    /** What stands between the braces. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Placeholder> ofTag(String tag) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.tag().equals(tag))
                .findFirst();
    }
}
