package org.shanyraq.crm.invitation;

import java.util.List;
import java.util.Map;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;

/** SPI: tells guest lists who came before. Implemented by the feature that keeps the door, which stands above them. */
public interface EarlierVisits {

    /**
     * To how many earlier dialogues contacts came, as far as the acting officer may see them.
     *
     * @param contacts at most {@link org.shanyraq.crm.shared.Paging#MAX_SIZE}; those who came to none are missing in the answer
     */
    Map<ContactId, Integer> timesCame(DialogueId dialogue, List<ContactId> contacts);
}
