package org.shanyraq.crm.invitation;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The templates of mails to guests of the acting officer's missions. Foreign ids answer with
 * {@link org.shanyraq.crm.shared.NotFoundException}.
 */
@Facade
public interface Templates {

    /**
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link TemplateDetails} is broken, a text cannot be read as a
     *     template, names a placeholder that there is none of, or lacks one that its kind needs
     */
    @Requires(Right.EDIT_DIALOGUES)
    TemplateView create(TemplateDetails details);

    /**
     * Replaces the details but the kind, which stays. Mails that were put into the queue keep the text that they had.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #create}, and when the kind differs
     */
    @Requires(Right.EDIT_DIALOGUES)
    TemplateView change(TemplateId id, long version, TemplateDetails details);

    /** Takes it out of lists. */
    @Requires(Right.EDIT_DIALOGUES)
    TemplateView archive(TemplateId id, long version);

    @Requires(Right.EDIT_DIALOGUES)
    TemplateView restore(TemplateId id, long version);

    @Requires(Right.READ_DIALOGUES)
    TemplateView get(TemplateId id);

    /**
     * The latest first.
     *
     * @param kind null for all
     */
    @Requires(Right.READ_DIALOGUES)
    Slice<TemplateView> list(@Nullable TemplateKind kind, Archived archived, Paging paging);

    /** The text that comes with the product in all languages of the pages, to begin with. Its name is empty. */
    @Requires(Right.READ_DIALOGUES)
    TemplateDetails standard(TemplateKind kind);

    /** Who changed what, newest first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<AuditEntry> history(TemplateId id, Paging paging);
}
