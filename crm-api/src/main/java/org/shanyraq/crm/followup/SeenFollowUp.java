package org.shanyraq.crm.followup;

/** A follow-up as an officer saw it: an act on several is done to all of them, and only while each is at the version that was seen. */
public record SeenFollowUp(FollowUpId id, long version) {}
