package org.shanyraq.crm.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Findings;

/** The rules of overlapping mandates: row V2 of the features. */
class MandateChecksTests {

    private static final PostId POST = new PostId(new UUID(0, 1));

    // V2
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2019-07-02, 2024-07-15, 2024-07-15, -, true",
                "2019-07-02, 2024-07-15, 2024-07-16, -, false",
                "2019, 2024, 2024, -, false",
                "2019-07, 2024-07, 2024-07, -, false",
                "2019, 2024, 2020, 2021, true",
                "2019, -, 2024, -, true",
                "-, -, -, -, true",
                "-, 2019, 2020, -, false",
                "-, -, 2020, 2021, true",
                "2010, 2012, 2015, 2016, false",
                "2024, 2024, 2024, 2024, true"
            })
    void thePeriodsOfOnePersonInOnePostMayNotMeetForCertain(
            @Nullable String since,
            @Nullable String until,
            @Nullable String otherSince,
            @Nullable String otherUntil,
            boolean refused) {
        Tenure one = tenure(since, until);
        Tenure other = tenure(otherSince, otherUntil);
        assertThat(MandateChecks.mustOverlap(one, other)).isEqualTo(refused);
        assertThat(MandateChecks.mustOverlap(other, one)).isEqualTo(refused);
    }

    // V2
    @Test
    void whatEndedAtAnUnknownTimeStandsInNobodysWay() {
        Tenure ended = new Tenure(null, null, true);
        assertThat(MandateChecks.mustOverlap(ended, tenure("2024-01-01", null))).isFalse();
        assertThat(MandateChecks.mustOverlap(ended, ended)).isTrue();
    }

    // V2
    @Test
    void moreHoldersThanSeatsAreRefusedWithExactDatesOnly() {
        List<Tenure> two = List.of(tenure("2020-01-01", "2020-12-31"), tenure("2020-06-01", null));
        assertThat(keys(tenure("2020-07-01", "2020-07-31"), 2, two)).containsExactly("crm.contact.error.seats-taken");
        assertThat(keys(tenure("2020-07-01", "2020-07-31"), 3, two)).isEmpty();
        assertThat(keys(tenure("2020-07-01", "2020-07-31"), null, two)).isEmpty();
        assertThat(keys(tenure("2021-01-01", null), 2, two)).isEmpty();
        assertThat(keys(tenure("2019-01-01", "2020-05-31"), 2, two)).isEmpty();
        assertThat(keys(tenure("2019-01-01", null), 2, two)).containsExactly("crm.contact.error.seats-taken");
        assertThat(keys(tenure("2020-07", null), 2, two)).isEmpty();
        assertThat(keys(tenure(null, null), 2, two)).isEmpty();
        assertThat(keys(tenure("2020-07-01", null), 1, List.of(tenure("2020", null))))
                .isEmpty();
    }

    private static List<String> keys(Tenure tenure, @Nullable Integer seats, List<Tenure> others) {
        List<MandateReader.Holding> holdings = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            holdings.add(new MandateReader.Holding(new ContactId(new UUID(1, i)), others.get(i)));
        }
        Findings findings = new Findings("crm.contact.error.");
        MandateChecks.check(
                new MandateDetails(new ContactId(new UUID(2, 0)), POST, tenure, null),
                new MandateReader.Seat(POST, false, seats, PostRole.CHAIR, LocalizedText.EMPTY, LocalizedText.EMPTY),
                holdings,
                findings);
        try {
            findings.throwIfAny();
            return List.of();
        } catch (InvalidInputException refused) {
            return refused.violations().stream().map(Violation::key).toList();
        }
    }

    private static Tenure tenure(@Nullable String since, @Nullable String until) {
        return Tenure.between(
                since == null ? null : PartialDate.parse(since), until == null ? null : PartialDate.parse(until));
    }
}
