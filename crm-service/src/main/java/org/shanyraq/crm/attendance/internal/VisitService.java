package org.shanyraq.crm.attendance.internal;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.attendance.DialogueFigures;
import org.shanyraq.crm.attendance.Visit;
import org.shanyraq.crm.attendance.VisitFigures;
import org.shanyraq.crm.attendance.VisitQuery;
import org.shanyraq.crm.attendance.Visits;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class VisitService implements Visits {

    private final Access access;
    private final VisitReader reader;

    VisitService(Access access, VisitReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public VisitFigures figures(VisitQuery query) {
        return reader.figures(query, visible(query));
    }

    @Override
    public Slice<Visit> list(VisitQuery query, Paging paging) {
        return reader.list(query, visible(query), paging);
    }

    @Override
    public Slice<DialogueFigures> ofSeries(DialogueSeriesId series, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible("crm_dialogue_series", series, scope)) {
            throw new NotFoundException();
        }
        return reader.ofSeries(series, scope, paging);
    }

    /** The scope, within which that lies of which visits are wanted. */
    private AccessScope visible(VisitQuery query) {
        AccessScope scope = access.scope();
        boolean there = query.contact() != null
                ? reader.isVisible("crm_contact", query.contact(), scope)
                : query.dialogue() != null
                        ? reader.isVisible("crm_dialogue", query.dialogue(), scope)
                        : query.organisation() != null && reader.isOrganisation(query.organisation(), scope);
        if (!there) {
            throw new NotFoundException();
        }
        return scope;
    }
}
