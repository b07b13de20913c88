package org.shanyraq.crm.invitation;

import java.util.Locale;
import java.util.Set;

/** For which mail to guests a template is. */
public enum TemplateKind {
    /** Invites to the dialogue, and asks for an answer. */
    INVITATION(Placeholder.ANSWER_LINK),
    /** Asks once more those who have not answered. */
    REMINDER(Placeholder.ANSWER_LINK),
    /** Tells the invited that time, place link or programme are other than they were told. */
    UPDATE(Placeholder.ANSWER_LINK),
    /** Tells the invited that the dialogue will not take place, or not with them. */
    CANCELLATION(),
    /** Tells a guest who waited for a seat that there is one; sent by the system itself. */
    SEAT(Placeholder.ANSWER_LINK),
    /** Tells a guest who waited for a seat that one is kept, and until when; sent by the system itself. */
    OFFER(Placeholder.ANSWER_BY, Placeholder.ANSWER_LINK),
    /** Tells a guest that the seat that was kept went to others; sent by the system itself. */
    LAPSE(Placeholder.ANSWER_LINK),
    /** Tells a guest that somebody may come in their place; sent by the system itself. */
    CONFIRMATION(Placeholder.DELEGATE, Placeholder.ANSWER_LINK),
    /** Tells a guest that nobody may, and why; sent by the system itself. */
    REFUSAL(Placeholder.REASON, Placeholder.ANSWER_LINK),
    /** Tells somebody that they come in the place of a guest; sent by the system itself. */
    DELEGATE(Placeholder.PRINCIPAL, Placeholder.ANSWER_LINK),
    /** Tells a guest what they answered on their page; sent by the system itself. */
    ANSWER(Placeholder.ANSWER, Placeholder.ANSWER_LINK);

    private final Set<Placeholder> needed;

    TemplateKind(Placeholder... needed) {
        this.needed = Set.of(needed);
    }

    /** What the body must hold in each language, for the mail to be of use. */
    public Set<Placeholder> needed() {
        return needed;
    }

    /** Whether officers send such mails; others the system sends by itself, in the standard text. */
    public boolean byOfficers() {
        return switch (this) {
            case INVITATION, REMINDER, UPDATE, CANCELLATION -> true;
            case SEAT, OFFER, LAPSE, CONFIRMATION, REFUSAL, DELEGATE, ANSWER -> false;
        };
    }

    /** Whether its readers may end mails of this kind; who did so still gets the others. */
    public boolean unsubscribable() {
        return this == INVITATION || this == REMINDER;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
