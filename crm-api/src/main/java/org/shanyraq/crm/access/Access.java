package org.shanyraq.crm.access;

import java.util.Optional;
import java.util.function.Supplier;

/** Who is acting on this thread. Set by the edge (web filter, job, listener), asked by everything else. */
public interface Access {

    /**
     * The officer who acts.
     *
     * @throws MissingScopeException when nobody does
     */
    Officer officer();

    /** The officer who acts, if somebody does. */
    Optional<Officer> find();

    /** The scope of {@link #officer()}. */
    default AccessScope scope() {
        return officer().scope();
    }

    /**
     * The mission that a record made now belongs to.
     *
     * @throws NotPermittedException when the officer has no mission to write in
     */
    default MissionId home() {
        Officer officer = officer();
        if (officer.home() == null) {
            throw new NotPermittedException(Right.BE_HERE);
        }
        return officer.home();
    }

    /** @throws NotPermittedException when the acting officer lacks the right */
    default void require(Right right) {
        if (!officer().may(right)) {
            throw new NotPermittedException(right);
        }
    }

    /** Runs the work on behalf of that officer and restores whoever acted before. */
    <T> T callAs(Officer officer, Supplier<T> work);

    /** {@link #callAs} for work without a result. */
    default void runAs(Officer officer, Runnable work) {
        callAs(officer, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
