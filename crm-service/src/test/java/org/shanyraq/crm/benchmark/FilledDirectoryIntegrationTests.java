package org.shanyraq.crm.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the benchmark measures on is what the services would have written. */
@ServiceTest
class FilledDirectoryIntegrationTests {

    @Autowired
    BeanFactory beans;

    @Autowired
    TestOfficers officers;

    @Autowired
    JdbcClient database;

    @Test
    void aFilledContactHasTheRowsOfARegisteredOne() {
        FilledDirectory.fill(beans, "filled", 1_000, false);
        Officer manager = officers.manager("filled");
        List<ContactId> some = database.sql(
                        "select id from crm_contact where mission_id = ? order by sort_name limit 30")
                .param(Bytes16.of(manager.missions().iterator().next()))
                .query((row, index) -> new ContactId(Bytes16.uuid(row, "id")))
                .list();
        List<FilledDirectoryCheck.Compared> compared = new FilledDirectoryCheck(beans).compare(manager, some);
        assertThat(compared)
                .hasSize(30)
                .flatExtracting(FilledDirectoryCheck.Compared::differences)
                .isEmpty();
        for (String part : List.of("name", "channel", "language", "external id", "mandate", "name key", "dictionary")) {
            assertThat(compared)
                    .as("has some " + part)
                    .anySatisfy(each -> assertThat(each.filled().get(part)).isNotEmpty());
        }
    }
}
