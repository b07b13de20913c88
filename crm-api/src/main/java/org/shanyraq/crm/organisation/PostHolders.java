package org.shanyraq.crm.organisation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.shared.Tenure;

/** SPI: tells who holds posts. Implemented by the feature that knows people, which stands above this one. */
public interface PostHolders {

    /**
     * The holders whose tenure covers that day, within the scope.
     *
     * @param limitPerPost how many at most of each post, first by name
     */
    Map<PostId, List<Holder>> holders(Collection<PostId> posts, LocalDate day, AccessScope scope, int limitPerPost);

    /** How many {@link #holders} would name of each post without a limit. */
    Map<PostId, Integer> taken(Collection<PostId> posts, LocalDate day, AccessScope scope);

    /** Whether any mandate, past or present, hangs on the post. */
    boolean isUsed(PostId post);

    /**
     * Somebody who holds a post.
     *
     * @param contact id of the contact
     */
    record Holder(UUID contact, String name, Tenure tenure) {}
}
