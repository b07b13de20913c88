package org.shanyraq.crm.mail.internal;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.mail.StrayNotice;
import org.shanyraq.crm.mail.StrayNotices;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class StrayNoticeService implements StrayNotices {

    private final Access access;
    private final MailReader reader;

    StrayNoticeService(Access access, MailReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public Slice<StrayNotice> list(Paging paging) {
        return reader.notices(access.scope(), paging);
    }

    @Override
    public long unknown() {
        return reader.unknownNotices();
    }
}
