package org.shanyraq.crm.access;

import java.util.Arrays;
import java.util.List;
import org.shanyraq.crm.shared.CrmException;

/** The officer lacks a right. Says which, and which roles have it. Answered with 403. */
public class NotPermittedException extends CrmException {

    private final Right right;

    public NotPermittedException(Right right) {
        super("crm.error.not-permitted", right.name());
        this.right = right;
    }

    public Right right() {
        return right;
    }

    /** The roles that may do it. */
    public List<Role> whoCan() {
        return Arrays.stream(Role.values())
                .filter(role -> role.rights().contains(right))
                .toList();
    }
}
