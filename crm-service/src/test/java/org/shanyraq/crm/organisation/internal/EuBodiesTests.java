package org.shanyraq.crm.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.internal.Findings;

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
            Findings findings = new Findings("test.");
            assertThat(findings.localized("names", details.names(), 250)).isEqualTo(details.names());
            assertThat(findings.lineOrNull("acronym", details.acronym(), 40)).isEqualTo(details.acronym());
            findings.throwIfAny();
            assertThat(details.names().texts()).as(body.code()).containsKeys("en", "fr");
            assertThat(details.externalIds()).contains(new ExternalId(EuBodies.SCHEME, body.code()));
        });
    }
}
