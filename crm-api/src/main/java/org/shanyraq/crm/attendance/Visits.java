package org.shanyraq.crm.attendance;

import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Who came to the dialogues that were held, who did not though they had a seat, and who gave one back late. Of dialogues and contacts that the officer may
 * not see nothing is told or counted; what a query asks of that lies outside the officer's scope answers with
 * {@link org.shanyraq.crm.shared.NotFoundException}.
 */
@Facade
public interface Visits {

    /** Of all that the query asks for, whatever its figure. */
    @Requires(Right.READ_DIALOGUES)
    VisitFigures figures(VisitQuery query);

    /** The dialogue that began last first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<Visit> list(VisitQuery query, Paging paging);

    /** The dialogues of a series that were held, each in figures; the one that began last first. */
    @Requires(Right.READ_DIALOGUES)
    Slice<DialogueFigures> ofSeries(DialogueSeriesId series, Paging paging);
}
