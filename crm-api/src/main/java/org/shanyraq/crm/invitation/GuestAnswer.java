package org.shanyraq.crm.invitation;

import org.jspecify.annotations.Nullable;

/**
 * An answer as a guest gives it. What is null was left empty, and leaves what was written before.
 *
 * @param form {@link GuestPage#form} of the page that the guest saw
 * @param note to the host, at most 500 characters
 * @param diet what the guest eats or does not, at most 300 characters
 * @param access what the guest needs to take part, at most 300 characters
 * @param company whom the guest brings, at most {@link GuestPage#mostCompanions()}; null leaves it as it was
 * @param shortage what is to be done when there are too few seats for them
 * @param forget whether what was written before is to be forgotten
 */
public record GuestAnswer(
        GuestReply reply,
        String form,
        @Nullable String note,
        @Nullable String diet,
        @Nullable String access,
        @Nullable Company company,
        Shortage shortage,
        boolean forget) {

    /** An answer without words. */
    public static GuestAnswer of(GuestReply reply, String form) {
        return new GuestAnswer(reply, form, null, null, null, null, Shortage.TELL, false);
    }

    /** An answer with words, that says nothing of companions. */
    public static GuestAnswer inWords(
            GuestReply reply,
            String form,
            @Nullable String note,
            @Nullable String diet,
            @Nullable String access,
            boolean forget) {
        return new GuestAnswer(reply, form, note, diet, access, null, Shortage.TELL, forget);
    }

    /** That answer, with whom the guest brings. */
    public GuestAnswer with(Company brought, Shortage inShortage) {
        return new GuestAnswer(reply, form, note, diet, access, brought, inShortage, forget);
    }
}
