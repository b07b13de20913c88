package org.shanyraq.crm.invitation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.SegmentId;

/**
 * Who is proposed: contacts, or all of a segment.
 *
 * @param contacts at most 100
 * @param segment a tag, a list or a saved query
 */
record ProposalBody(
        @Nullable List<ContactId> contacts, @Nullable SegmentId segment) {}
