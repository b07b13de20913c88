package org.shanyraq.crm.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.dao.CannotAcquireLockException;

/** Threat Z18; fault 6. */
class FacadeGuardTests {

    private final Access access = new ThreadAccess();

    @Facade
    private interface Greetings {

        @Requires(Right.EDIT_CONTACTS)
        String greet();
    }

    @Facade
    private interface Readings {

        @Requires(Right.EDIT_CONTACTS)
        String read(InputStream content);
    }

    @Facade
    private interface Unguarded {

        String greet();
    }

    @Test
    void letsInWhoHasTheRight() {
        Greetings greetings = guarded(() -> "hello");

        assertThat(access.callAs(officer(Role.DIPLOMAT), greetings::greet)).isEqualTo("hello");
    }

    @Test
    void refusesWhoLacksItBeforeAnythingRunsAndSaysWhoCan() {
        AtomicInteger runs = new AtomicInteger();
        Greetings greetings = guarded(() -> "ran " + runs.incrementAndGet());

        assertThatThrownBy(() -> access.callAs(officer(Role.VIEWER), greetings::greet))
                .isInstanceOfSatisfying(NotPermittedException.class, refused -> assertThat(refused.whoCan())
                        .containsExactly(Role.DIPLOMAT, Role.PROTOCOL, Role.MANAGER));
        assertThat(runs).hasValue(0);
    }

    @Test
    void refusesWhenNobodyActs() {
        assertThatThrownBy(() -> guarded(() -> "hello").greet()).isInstanceOf(MissingScopeException.class);
    }

    @Test
    void refusesAFacadeMethodThatDeclaresNoRight() {
        Unguarded open = () -> "hello";
        assertThatThrownBy(() -> proxy(open, Unguarded.class).greet())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("declares no right");
    }

    @Test
    void triesAgainWhenTheDatabaseGaveTheCallUp() {
        AtomicInteger attempts = new AtomicInteger();
        Greetings greetings = guarded(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("", new SQLException("Deadlock found", "40001", 1213));
            }
            return "third time";
        });

        assertThat(access.callAs(officer(Role.DIPLOMAT), greetings::greet)).isEqualTo("third time");
    }

    @Test
    void givesUpAfterAFewAttempts() {
        AtomicInteger attempts = new AtomicInteger();
        Greetings greetings = guarded(() -> {
            attempts.incrementAndGet();
            throw new CannotAcquireLockException("", new SQLException("Record has changed", "HY000", 1020));
        });

        assertThatThrownBy(() -> access.callAs(officer(Role.DIPLOMAT), greetings::greet))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void readsAStreamNoSecondTime() {
        AtomicInteger attempts = new AtomicInteger();
        Readings readings = proxy(
                content -> {
                    attempts.incrementAndGet();
                    throw new CannotAcquireLockException("", new SQLException("Deadlock found", "40001", 1213));
                },
                Readings.class);

        assertThatThrownBy(
                        () -> access.callAs(officer(Role.DIPLOMAT), () -> readings.read(InputStream.nullInputStream())))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whoActsIsRestoredAfterwards() {
        Officer outer = officer(Role.MANAGER);
        Officer inner = officer(Role.VIEWER);

        access.runAs(outer, () -> {
            access.runAs(inner, () -> assertThat(access.officer()).isEqualTo(inner));
            assertThat(access.officer()).isEqualTo(outer);
        });

        assertThat(access.find()).isEmpty();
    }

    private Greetings guarded(Greetings target) {
        return proxy(target, Greetings.class);
    }

    private <T> T proxy(T target, Class<T> type) {
        ProxyFactory factory = new ProxyFactory(target);
        factory.addInterface(type);
        factory.addAdvisor(new FacadeGuard(access));
        return type.cast(factory.getProxy(getClass().getClassLoader()));
    }

    private static Officer officer(Role role) {
        MissionId mission = new MissionId(new UUID(1, 1));
        return new Officer(
                new OfficerId(new UUID(1, 2)),
                Officer.Kind.PERSON,
                "Test",
                Set.of(role),
                Set.of(mission),
                mission,
                Sensitivity.INTERNAL);
    }
}
