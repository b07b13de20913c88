package org.shanyraq.crm.question;

/**
 * A question as the device sees it that it came from.
 *
 * @param state how far it is; of one that is hidden or was merged nothing more is said than of one that waits or is shown
 */
public record OwnQuestion(QuestionId id, String text, State state) {

    /** What the guest is told. */
    public enum State {
        WAITS,
        SHOWN,
        ASKED,
        NOT_TAKEN
    }
}
