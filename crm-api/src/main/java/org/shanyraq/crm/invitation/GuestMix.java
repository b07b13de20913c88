package org.shanyraq.crm.invitation;

import java.util.List;
import java.util.Map;

/**
 * What a guest list is made up of and from, told apart from the list since it takes longer to find out.
 *
 * @param balance of those on the list
 * @param elsewhere how many of those on the list are wanted elsewhere, zeros among them
 * @param sources what the guests were chosen from, as {@link Invitations#sources} gives it
 */
public record GuestMix(
        GuestListPage.Occasion occasion,
        GuestBalance balance,
        Map<Elsewhere, Long> elsewhere,
        List<GuestSource> sources) {

    public GuestMix {
        elsewhere = GuestBalance.complete(Elsewhere.class, elsewhere);
    }
}
