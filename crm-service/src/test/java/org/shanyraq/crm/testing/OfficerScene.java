package org.shanyraq.crm.testing;

import java.util.function.Supplier;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.springframework.beans.factory.annotation.Autowired;

/** Officers, and acts on their behalf: what tests of services begin with. */
public abstract class OfficerScene {

    @Autowired
    protected Access access;

    @Autowired
    protected TestOfficers officers;

    protected <T> T as(Officer officer, Supplier<T> work) {
        return access.callAs(officer, work);
    }
}
