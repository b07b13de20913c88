package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The series of dialogues of the acting officer's missions. What lies outside the officer's scope does not exist here: a foreign or
 * too sensitive id answers with {@link org.shanyraq.crm.shared.NotFoundException}.
 */
@Facade
public interface DialogueSeriesCatalogue {

    /**
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link DialogueSeriesDetails} is broken, or the sensitivity
     *     is above the officer's clearance
     */
    @Requires(Right.EDIT_DIALOGUES)
    DialogueSeriesView create(DialogueSeriesDetails details);

    /**
     * Replaces the details; dialogues that the series has already stay as they are.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #create}, and when the sensitivity differs
     */
    @Requires(Right.EDIT_DIALOGUES)
    DialogueSeriesView change(DialogueSeriesId id, long version, DialogueSeriesDetails details);

    /** Takes it out of pickers and lists; its dialogues stay. */
    @Requires(Right.EDIT_DIALOGUES)
    DialogueSeriesView archive(DialogueSeriesId id, long version);

    @Requires(Right.EDIT_DIALOGUES)
    DialogueSeriesView restore(DialogueSeriesId id, long version);

    @Requires(Right.READ_DIALOGUES)
    DialogueSeriesView get(DialogueSeriesId id);

    /** The latest first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<DialogueSeriesView> list(Archived archived, Paging paging);

    /** Who changed what, newest first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<AuditEntry> history(DialogueSeriesId id, Paging paging);
}
