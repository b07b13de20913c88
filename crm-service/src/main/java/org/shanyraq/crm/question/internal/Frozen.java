package org.shanyraq.crm.question.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.JsonText;

/** What an asker was on the day of the dialogue. */
record Frozen(PostId post, OrganisationId organisation, Circle circle, PostRole role, LocalizedText title) {

    /** As it stands in columns; null when there is none. */
    static @Nullable Frozen of(
            @Nullable UUID post,
            @Nullable UUID organisation,
            @Nullable String circle,
            @Nullable String role,
            @Nullable String title) {
        return post == null || organisation == null || circle == null || role == null
                ? null
                : new Frozen(
                        new PostId(post),
                        new OrganisationId(organisation),
                        Circle.valueOf(circle),
                        PostRole.valueOf(role),
                        title == null ? LocalizedText.EMPTY : JsonText.readLocalized(title));
    }
}
