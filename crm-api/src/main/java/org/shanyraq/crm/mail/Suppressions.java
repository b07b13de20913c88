package org.shanyraq.crm.mail;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Addresses that get no mails of a mission. An address may be there for several reasons at once, each by itself; it gets mails again when none
 * is left. Those that came of a mail are as sensitive as that mail.
 */
@Facade
public interface Suppressions {

    /** The latest first. */
    @Requires(Right.HANDLE_MAILS)
    Slice<SuppressionView> list(SuppressionQuery query, Paging paging);

    /** How many {@link #list} would give in all. */
    @Requires(Right.HANDLE_MAILS)
    long count(SuppressionQuery query);

    /**
     * Ends mails to an address by hand. No effect when that was done before.
     *
     * @param remark at most 500 characters, or null
     * @param sensitivity within the officer's clearance
     * @throws org.shanyraq.crm.shared.InvalidInputException when it is no address
     */
    @Requires(Right.HANDLE_MAILS)
    void add(String address, @Nullable String remark, Sensitivity sensitivity);

    /**
     * Takes one reason away.
     *
     * @param why what the officer says, 3 to 500 characters; stands in the audit trail
     */
    @Requires(Right.HANDLE_MAILS)
    void lift(SuppressionId id, String why);
}
