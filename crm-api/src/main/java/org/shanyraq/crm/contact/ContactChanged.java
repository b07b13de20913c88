package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;

/**
 * The details of a contact were changed. Heard in the transaction of the change.
 *
 * @param raised whether it is more sensitive than before
 */
public record ContactChanged(ContactId contact, MissionId mission, boolean raised) {}
