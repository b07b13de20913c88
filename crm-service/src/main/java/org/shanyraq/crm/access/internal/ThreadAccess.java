package org.shanyraq.crm.access.internal;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.Officer;

/** Keeps who acts with the thread that does the work. */
final class ThreadAccess implements Access {

    private static final ThreadLocal<@Nullable Officer> ACTING = new ThreadLocal<>();

    @Override
    public Officer officer() {
        Officer officer = ACTING.get();
        if (officer == null) {
            throw new MissingScopeException();
        }
        return officer;
    }

    @Override
    public Optional<Officer> find() {
        return Optional.ofNullable(ACTING.get());
    }

    @Override
    public <T> T callAs(Officer officer, Supplier<T> work) {
        Officer before = ACTING.get();
        ACTING.set(officer);
        try {
            return work.get();
        } finally {
            if (before == null) {
                ACTING.remove();
            } else {
                ACTING.set(before);
            }
        }
    }
}
