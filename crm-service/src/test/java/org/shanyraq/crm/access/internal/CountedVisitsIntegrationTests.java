package org.shanyraq.crm.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Threat P3: who guesses too often, from one address or from one network of IPv6. */
@ServiceTest
class CountedVisitsIntegrationTests {

    private static final String PURPOSE = "of-tests";

    @Autowired
    PublicVisits visits;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void nobodyGuessedYet() {
        database.sql("delete from crm_failed_visit").update();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            visits.failed(PURPOSE, address);
        }
    }

    @Test
    void whoFailsTooOftenIsSentAwayAndNobodyElse() {
        fail("192.0.2.7", CountedVisits.MOST - 1);
        assertThat(visits.isWelcome(PURPOSE, "192.0.2.7")).isTrue();
        fail("192.0.2.7", 1);
        assertThat(visits.isWelcome(PURPOSE, "192.0.2.7")).isFalse();
        assertThat(visits.isWelcome(PURPOSE, "192.0.2.8")).isTrue();
        assertThat(visits.isWelcome("another", "192.0.2.7")).isTrue();
        assertThat(visits.isWelcome(PURPOSE, "::ffff:192.0.2.7"))
                .as("the same address")
                .isFalse();
    }

    @Test
    void aNetworkOfIpv6IsOneVisitor() {
        for (int i = 0; i < CountedVisits.MOST; i++) {
            visits.failed(PURPOSE, "2001:db8:0:1::" + Integer.toHexString(i + 1));
        }
        assertThat(visits.isWelcome(PURPOSE, "2001:db8:0:1:ffff:1:2:3")).isFalse();
        assertThat(visits.isWelcome(PURPOSE, "2001:db8:0:2::1")).isTrue();
    }

    @Test
    void afterAWhileWhoWasSentAwayMayTryAgain() {
        fail("192.0.2.7", CountedVisits.MOST);
        database.sql("update crm_failed_visit set ends_at = timestampadd(second, -1, utc_timestamp(6))")
                .update();
        assertThat(visits.isWelcome(PURPOSE, "192.0.2.7")).isTrue();
        fail("192.0.2.7", 1);
        assertThat(visits.isWelcome(PURPOSE, "192.0.2.7")).as("counted anew").isTrue();
        assertThat(database.sql("select count(*) from crm_failed_visit")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anAddressIsKeptAsAHashAndNoNameIsLookedUp() {
        visits.failed(PURPOSE, "192.0.2.7");
        visits.failed(PURPOSE, "a.name.that.is.looked.up.nowhere.example");
        assertThat(database.sql("select length(visitor) from crm_failed_visit")
                        .query(Integer.class)
                        .list())
                .containsExactly(32, 32);
    }
}
