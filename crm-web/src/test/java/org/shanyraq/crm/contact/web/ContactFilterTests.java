package org.shanyraq.crm.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.organisation.PostRole;

class ContactFilterTests {

    private final ContactFilter filter = new ContactFilter();

    @Test
    void anEmptyFilterIsThePlainList() {
        filter.setText(" ");

        assertThat(filter.toQuery()).isEqualTo(ContactQuery.ALL);
        assertThat(filter.isActive()).isFalse();
        assertThat(filter.address()).isEmpty();
    }

    @Test
    void theAddressHoldsWhatIsSetAndLosesWhatIsTakenAway() {
        UUID organisation = UUID.randomUUID();
        filter.setText("Ысқақ & Söhne");
        filter.setOrganisation(organisation);
        filter.setRole(PostRole.CHAIR);

        assertThat(filter.address())
                .isEqualTo("?text=%D0%AB%D1%81%D2%9B%D0%B0%D2%9B%20%26%20S%C3%B6hne&organisation=" + organisation
                        + "&role=CHAIR");
        assertThat(filter.without("text")).isEqualTo("?organisation=" + organisation + "&role=CHAIR");
        assertThat(filter.with("format", "CSV")).endsWith("&format=CSV");
    }

    @Test
    void aColumnTurnsTheOrderRoundWhenItIsPressedAgain() {
        assertThat(filter.sortedByName()).isEqualTo("?descending=true");
        assertThat(filter.sortedBy("CHANGED")).isEqualTo("?sort=CHANGED&descending=true");

        filter.setSort(ContactQuery.Sort.CHANGED);
        filter.setDescending(true);
        assertThat(filter.sortedBy("CHANGED")).isEqualTo("?sort=CHANGED");
        assertThat(filter.sortedByName()).isEmpty();
    }
}
