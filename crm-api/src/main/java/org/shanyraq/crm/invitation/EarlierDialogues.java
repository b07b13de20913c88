package org.shanyraq.crm.invitation;

/**
 * Of how many dialogues before another one a contact was a guest, as far as the officer may see them.
 *
 * @param invited those that were not cancelled and for which the contact was approved
 * @param came those that were held and to which the contact came, invited or not; 0 where nobody keeps the door
 */
public record EarlierDialogues(int invited, int came) {}
