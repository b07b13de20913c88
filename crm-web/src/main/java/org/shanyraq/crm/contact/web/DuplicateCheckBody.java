package org.shanyraq.crm.contact.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.web.ExternalIdBody;
import org.shanyraq.crm.shared.web.Needed;

/**
 * What is known of somebody who may be in the directory already.
 *
 * @param names at least one
 * @param channels e-mail addresses are compared
 * @param externalIds compared exactly
 * @param except a contact that is not meant: the one under edit itself
 */
record DuplicateCheckBody(
        @NotEmpty(message = "crm.error.missing") @Nullable List<@Needed @Valid PersonNameBody> names,

        @Nullable List<@Needed @Valid ChannelBody> channels,
        @Nullable List<@Needed @Valid ExternalIdBody> externalIds,
        @Nullable ContactId except) {

    /** A contact of which no more is known. */
    ContactBody contact() {
        return new ContactBody(
                names, null, null, null, null, channels, externalIds, null, Sensitivity.PUBLIC, null, null);
    }
}
