package org.shanyraq.crm.dialogue;

import java.time.Instant;
import java.time.ZoneId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A dialogue that takes place at the time of another one.
 *
 * @param zone of the place: times are shown in it
 */
public record OtherDialogue(DialogueId id, LocalizedText theme, Instant startsAt, Instant endsAt, ZoneId zone) {}
