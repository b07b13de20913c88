package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * What a guest sees behind the link of a mail. Whoever has the link sees it, and a mail may be passed on: so it tells the given name of the
 * guest and what the host says to all guests, and nothing of others.
 *
 * @param language in which the guest was written to, or English where there is no such page
 * @param givenName of the guest
 * @param host name of the mission
 * @param streamLink where the dialogue is watched; told to those alone who come
 * @param programme a line for each part, in that language
 * @param files what the host gives to all guests
 * @param reply the guest's answer, or null
 * @param waits whether the guest accepted and waits for a seat
 * @param offeredUntil until when a seat is kept for a guest who waited for one; null when none is
 * @param lapsed whether the guest did not say in time that such a seat is wanted
 * @param companions how many people the guest brings, or wants to bring
 * @param mostCompanions how many the guest may bring
 * @param unnamedCompanions whether they need no names
 * @param delegating whether the guest asked to send somebody in their place, and the host has yet to decide
 * @param represented whether somebody comes in the guest's place
 * @param mayDelegate whether the guest may ask to send somebody
 * @param answerBy until when an answer can be given or changed
 * @param open whether it still can
 * @param revocable whether a guest who comes can still say otherwise: until the dialogue begins
 * @param form goes with the answer: tells that it comes from this page, as it is now
 * @param wrote whether the guest wrote something of food, access or to the host, which is not shown again
 */
public record GuestPage(
        String language,
        String givenName,
        String host,
        LocalizedText theme,
        @Nullable LocalizedText series,
        DialogueFormat format,
        @Nullable String venue,
        @Nullable String address,
        @Nullable String streamLink,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone,
        List<String> programme,
        List<GuestFile> files,
        @Nullable GuestReply reply,
        boolean waits,
        @Nullable Instant offeredUntil,
        boolean lapsed,
        int companions,
        int mostCompanions,
        boolean unnamedCompanions,
        boolean delegating,
        boolean represented,
        boolean mayDelegate,
        Instant answerBy,
        boolean open,
        boolean revocable,
        String form,
        boolean wrote) {

    public GuestPage {
        programme = List.copyOf(programme);
        files = List.copyOf(files);
    }
}
