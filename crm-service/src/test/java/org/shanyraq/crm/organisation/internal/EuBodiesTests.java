package org.shanyraq.crm.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.shared.ExternalId;

class EuBodiesTests {

    @Test
    void everyBodyComesAfterTheOneThatItIsPartOf() {
        Set<String> seen = new HashSet<>();
        assertThat(EuBodies.read()).allSatisfy(body -> {
            if (body.parent() != null) {
                assertThat(seen).as(body.code()).contains(body.parent());
            }
            seen.add(body.code());
        });
    }

    @Test
    void everyBodyKeepsTheRulesOfAnOrganisation() {
        assertThat(EuBodies.read()).allSatisfy(body -> {
            OrganisationDetails details = body.details();
            TextRules rules = new TextRules();
            assertThat(rules.lines("names", details.names(), 250)).isEqualTo(details.names());
            assertThat(rules.line("acronym", details.acronym(), 40)).isEqualTo(details.acronym());
            rules.throwIfRefused();
            assertThat(details.names().texts()).as(body.code()).containsKeys("en", "fr");
            assertThat(details.externalIds()).contains(new ExternalId(EuBodies.SCHEME, body.code()));
        });
    }
}
