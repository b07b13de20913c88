package org.shanyraq.crm.mail;

import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/** Notices that came back and ended no mail: mere delays, absences, and what could not be read. */
@Facade
public interface StrayNotices {

    /** Those about mails that the officer may see, the latest first. */
    @Requires(Right.HANDLE_MAILS)
    Slice<StrayNotice> list(Paging paging);

    /** How many there are that belong to no mail, of the whole installation; they may say anything, so nobody is shown them. */
    @Requires(Right.ADMINISTER)
    long unknown();
}
