package org.shanyraq.crm.dialogue.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.Needed;

/**
 * A part of the agenda.
 *
 * @param id which part it is, as the dialogue shows it; left out, or one that the dialogue does not have, makes a new part.
 *     Speakers whom the client may not see stay with the part of the same id
 * @param kind what sort of part
 * @param title what it is called, by language; each at most 250 characters
 * @param minutes how long it takes, 1 to 1,440
 * @param speakers in order, at most 30
 * @param attribution what of it may be told to others than officers, and of whom; left out, it stays what it was, and a new part is on record
 */
record AgendaItemBody(
        @Nullable AgendaItemId id,

        @Needed @Nullable AgendaItemKind kind,

        @Nullable LocalizedText title,
        @Nullable Integer minutes,
        @Nullable List<@Needed @Valid SpeakerBody> speakers,
        @Nullable Attribution attribution) {}
