package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.testing.TestDatabase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

/** Threat A10: instances that share a database, and a Keycloak that takes a refresh token once. */
class SessionRenewalIntegrationTests {

    private static final JdbcClient DATABASE = migrated();
    private static ExecutorService instances;

    private final OwnKeycloak keycloak = new OwnKeycloak();
    private final MapSessionRepository repository = new MapSessionRepository(new ConcurrentHashMap<>());
    private final SessionStore store = new SessionStore(
            DATABASE,
            new AccessWebAutoConfiguration.StoredSessions<>(repository),
            Duration.ofHours(12),
            keycloak.clock);
    private final SessionKeeper one = keycloak.keeper(store, store);
    private final SessionKeeper two = keycloak.keeper(store, store);
    private String id = "";

    private static JdbcClient migrated() {
        TestDatabase.Schema schema = TestDatabase.freshSchema("renewal");
        DataSource dataSource = new DriverManagerDataSource(schema.url(), schema.username(), schema.password());
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(dataSource);
        liquibase.setChangeLog("classpath:crm/db/changelog.yaml");
        liquibase.setResourceLoader(new DefaultResourceLoader());
        try {
            liquibase.afterPropertiesSet();
        } catch (LiquibaseException e) {
            throw new IllegalStateException("the tables could not be made", e);
        }
        return JdbcClient.create(dataSource);
    }

    @BeforeAll
    static void start() {
        instances = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void stop() {
        instances.shutdownNow();
    }

    @BeforeEach
    void signIn() {
        MockHttpSession signedIn = new MockHttpSession();
        SignIn officer = one.begin(signedIn, keycloak.token(), keycloak.firstRefreshToken());
        MapSession stored = new MapSession();
        stored.setAttribute(OfficerSession.NAME, Objects.requireNonNull(signedIn.getAttribute(OfficerSession.NAME)));
        repository.save(stored);
        id = stored.getId();
        store.begun(id, "sid", officer.subject());
    }

    @Test
    void a10OneOfTwoInstancesRenewsASessionAndTheRequestOfTheOtherStaysSignedIn() throws Exception {
        keycloak.clock.pass(Duration.ofMinutes(6));
        keycloak.thinks = Duration.ofMillis(300);

        assertThat(bothAtOnce()).containsOnly(true);
        assertThat(keycloak.spent).containsExactly("r0");

        keycloak.clock.pass(Duration.ofMinutes(6));
        assertThat(bothAtOnce()).containsOnly(true);
        assertThat(keycloak.spent).containsExactly("r0", "r1");
    }

    @Test
    void a10ARequestThatBeganBeforeTheRenewalReadsWhatTheOtherInstanceWasTold() {
        MockHttpSession begunBefore = request();
        keycloak.clock.pass(Duration.ofMinutes(6));
        assertThat(check(one, request())).isPresent();
        assertThat(check(two, begunBefore)).isPresent();
        assertThat(keycloak.spent).containsExactly("r0");
    }

    @Test
    void a10WhoIsSignedOutWhileKeycloakThinksIsNotSignedInAgain() throws Exception {
        keycloak.clock.pass(Duration.ofMinutes(6));
        keycloak.thinks = Duration.ofMillis(500);
        MockHttpSession request = request();
        Future<Optional<SignIn>> renewing = instances.submit(() -> check(one, request));
        while (keycloak.spent.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        store.signedOut("sid", null);
        assertThat(renewing.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(repository.findById(id)).isNull();
    }

    @Test
    void aTurnOfWhoWasKilledPassesOnByItself() throws Exception {
        UUID killed = UUID.randomUUID();
        UUID next = UUID.randomUUID();
        assertThat(store.take(id, killed)).isTrue();
        assertThat(store.take(id, next)).isFalse();

        keycloak.clock.pass(Duration.ofMinutes(6));
        CountDownLatch started = new CountDownLatch(1);
        MockHttpSession request = request();
        Future<Optional<SignIn>> waiting = instances.submit(() -> {
            started.countDown();
            return check(two, request);
        });
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(keycloak.spent).as("while the turn lasts").isEmpty();
        pass();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isPresent();
        assertThat(keycloak.spent).containsExactly("r0");
    }

    @Test
    void whoTookTooLongDoesNotEndTheTurnOfTheNext() {
        UUID slow = UUID.randomUUID();
        UUID next = UUID.randomUUID();
        assertThat(store.take(id, slow)).isTrue();
        pass();
        assertThat(store.take(id, next)).isTrue();
        store.end(id, slow);
        assertThat(store.take(id, slow)).isFalse();
        store.end(id, next);
        assertThat(store.take(id, slow)).isTrue();
    }

    /** As when the time of the turn is over. */
    private void pass() {
        assertThat(DATABASE.sql("update crm_oidc_session set renewal_until = utc_timestamp(6) - interval 1 second"
                                + " where session_key = ?")
                        .param(Sha256.of(id))
                        .update())
                .isEqualTo(1);
    }

    private List<Boolean> bothAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Callable<Boolean>> requests = new ArrayList<>();
        for (SessionKeeper keeper : List.of(one, two)) {
            MockHttpSession request = request();
            requests.add(() -> {
                together.await(30, TimeUnit.SECONDS);
                return check(keeper, request).isPresent();
            });
        }
        List<Boolean> signedIn = new ArrayList<>();
        for (Future<Boolean> answer : instances.invokeAll(requests)) {
            signedIn.add(answer.get(30, TimeUnit.SECONDS));
        }
        return signedIn;
    }

    private static Optional<SignIn> check(SessionKeeper keeper, MockHttpSession request) {
        return keeper.check(request, new MockHttpServletRequest());
    }

    /** The session as a request is given it when it begins. */
    private MockHttpSession request() {
        MockHttpSession session = new MockHttpSession(null, id);
        session.setAttribute(
                OfficerSession.NAME,
                Objects.requireNonNull(Objects.requireNonNull(repository.findById(id))
                        .<OfficerSession>getAttribute(OfficerSession.NAME)));
        return session;
    }
}
