package org.shanyraq.crm.question;

import java.time.Instant;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * What officers know of the hall of a dialogue.
 *
 * @param version goes up with every change of the terms and addresses
 * @param guests secret in the address of the guests' page; everybody in the room sees it
 * @param wall secret in the address of the wall
 * @param until when both addresses stop opening anything
 * @param asksNow whether guests can ask at this moment
 */
public record HallView(
        DialogueId dialogue,
        long version,
        HallTerms terms,
        String guests,
        String wall,
        Instant until,
        boolean asksNow) {}
