package org.shanyraq.crm.capture;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;

/**
 * Whom or what an officer means by a name in a line.
 *
 * @param name as it stands in the line, without the sign before it
 * @param record a contact, an organisation or a topic; null: somebody who is not known yet
 */
public record CaptureChoice(String name, @Nullable RecordRef record) {}
