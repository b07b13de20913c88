package org.shanyraq.crm.invitation.web;

import java.util.List;
import java.util.Map;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.invitation.EarlierVisits;
import org.springframework.beans.factory.ObjectProvider;

/** What stands beside guests on pages, and is no matter of the guest list itself. */
class BesideGuests {

    private final DialogueSeriesCatalogue catalogue;
    private final ObjectProvider<EarlierVisits> earlier;

    /** @param earlier missing where the door is switched off */
    BesideGuests(DialogueSeriesCatalogue catalogue, ObjectProvider<EarlierVisits> earlier) {
        this.catalogue = catalogue;
        this.earlier = earlier;
    }

    /** Whom the series of a dialogue aims at. */
    Balance target(DialogueView dialogue) {
        DialogueSeriesId series = dialogue.details().series();
        return series == null ? Balance.NONE : catalogue.get(series).details().target();
    }

    /** To how many earlier dialogues each of them came; of nobody where the door is switched off. */
    Map<ContactId, Integer> timesCame(DialogueId dialogue, List<ContactId> contacts) {
        EarlierVisits visits = earlier.getIfAvailable();
        return visits == null ? Map.of() : visits.timesCame(dialogue, contacts);
    }
}
