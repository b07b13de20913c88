package org.shanyraq.crm.invitation;

/**
 * A guest as an officer saw it who decides.
 *
 * @param version of the invitation at that time: who was decided on or proposed anew since is another matter
 */
public record SeenGuest(InvitationId id, long version) {

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is nothing of the kind
     */
    public static SeenGuest of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no guest with its version");
        }
        return new SeenGuest(InvitationId.of(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return id + ":" + version;
    }
}
