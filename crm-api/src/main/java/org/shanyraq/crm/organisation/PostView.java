package org.shanyraq.crm.organisation;

import java.util.List;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One post with those who hold it on the day asked for.
 *
 * @param organisationNames names of {@code details.organisation()}
 * @param holders by name, those whom the officer may see, up to the number that the method says
 * @param vacancies seats not taken on that day by anybody whom the officer may see: a number must not tell of a hidden
 *     holder; 0 without fixed seats, for an archived post, and on a day on which the post does not exist
 */
public record PostView(
        PostId id,
        MissionId mission,
        long version,
        PostDetails details,
        LocalizedText organisationNames,
        boolean archived,
        List<PostHolders.Holder> holders,
        int vacancies) {}
