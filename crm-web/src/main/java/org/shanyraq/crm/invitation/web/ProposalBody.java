package org.shanyraq.crm.invitation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Who is proposed: contacts, all of a segment, or all who are approved as guests of another dialogue.
 *
 * @param contacts at most 100
 * @param segment a tag, a list or a saved query
 * @param guestsOf another dialogue
 */
record ProposalBody(
        @Nullable List<@Needed ContactId> contacts,
        @Nullable SegmentId segment,
        @Nullable DialogueId guestsOf) {}
