package org.shanyraq.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The two halves of a feature hang on the same properties, so that there is never a page without its service. */
class FeatureSwitchTests {

    @Test
    void bothHalvesOfAFeatureAreSwitchedTogether() throws ClassNotFoundException {
        Map<String, Map<String, Set<String>>> halves = new TreeMap<>();
        for (String name :
                ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())) {
            if (!name.startsWith("org.shanyraq.crm.")) {
                continue;
            }
            String[] parts = name.split("\\.");
            String feature = parts[3];
            String floor = parts[4];
            ConditionalOnProperty condition =
                    AnnotatedElementUtils.findMergedAnnotation(Class.forName(name), ConditionalOnProperty.class);
            Set<String> switches = condition == null ? Set.of() : Set.copyOf(List.of(condition.name()));
            halves.computeIfAbsent(feature, any -> new LinkedHashMap<>()).merge(floor, switches, (one, other) -> {
                assertThat(other).as("%s in %s", feature, floor).isEqualTo(one);
                return one;
            });
        }
        assertThat(halves).containsKeys("contact", "organisation", "exchange", "search", "job");
        halves.forEach((feature, floors) -> {
            if (floors.size() == 2) {
                assertThat(floors.get("web")).as(feature).isEqualTo(floors.get("internal"));
            }
        });
        assertThat(halves.getOrDefault("contact", Map.of()).get("web")).contains("crm.contact.enabled");
    }
}
