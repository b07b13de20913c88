package org.shanyraq.crm.mission.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.mission.NamedReaders;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Row V9: a record for some officers by name. */
@ServiceTest
class NamedReadersIntegrationTests extends OfficerScene {

    private static final String HERE = "readers-here";

    @Autowired
    NamedReaders readers;

    @Autowired
    JdbcClient database;

    private record NoteId(UUID value) implements EntityId {}

    @Test
    void aLimitLeavesOutEverybodyWhoIsNotNamedWhateverTheirRole() {
        Officer diplomat = officers.diplomat(HERE);
        Officer protocol = officers.protocol(HERE);
        NoteId note = new NoteId(Ids.next());

        assertThat(limit(diplomat, note, null, false, protocol))
                .as("whoever enters it is a reader")
                .containsExactlyInAnyOrder(diplomat.id(), protocol.id());
        for (Officer reader : List.of(diplomat, protocol)) {
            assertThat(sees(reader, note)).isTrue();
        }
        for (Officer other : List.of(
                officers.manager(HERE),
                officers.headquarters(HERE),
                officers.viewer(HERE),
                officers.manager("readers-there"))) {
            assertThat(sees(other, note)).as(other.name()).isFalse();
        }
        Officer lower = officers.officer(Role.VIEWER, HERE, Sensitivity.PUBLIC);
        database.sql("insert into crm_reader (record_id, officer_id) values (?, ?)")
                .params(Bytes16.of(note), Bytes16.of(lower.id()))
                .update();
        assertThat(sees(lower, note)).as("who is on the list and not cleared").isFalse();
        assertThat(as(diplomat, () -> readers.of(note)))
                .extracting(Colleague::id)
                .contains(diplomat.id(), protocol.id());
    }

    @Test
    void onlyClearedMembersOfTheMissionAreMadeReaders() {
        Officer diplomat = officers.diplomat(HERE);
        Officer foreigner = officers.diplomat("readers-there");
        Officer viewer = officers.viewer(HERE);
        NoteId note = new NoteId(Ids.next());

        refused("reader-unknown", () -> limit(diplomat, note, null, false, foreigner));
        refused("reader-not-cleared", () -> limit(diplomat, note, null, false, Sensitivity.RESTRICTED, viewer));
        assertThat(as(diplomat, () -> readers.of(note))).isEmpty();
        assertThat(limit(diplomat, note, null, false))
                .as("nobody named: not limited")
                .isEmpty();
    }

    @Test
    void moreReadersAndNoLimitAreForWhoeverEnteredItAndForManagersAmongTheReaders() {
        Officer diplomat = officers.diplomat(HERE);
        Officer protocol = officers.protocol(HERE);
        Officer manager = officers.manager(HERE);
        Officer another = officers.officer(Role.DIPLOMAT, HERE, Sensitivity.INTERNAL);
        NoteId note = new NoteId(Ids.next());
        limit(diplomat, note, null, false, protocol, manager);

        refused("readers-opened", () -> limit(protocol, note, diplomat, true, protocol, manager, another));
        refused("readers-opened", () -> limit(protocol, note, diplomat, true));
        assertThat(limit(protocol, note, diplomat, true, protocol))
                .as("fewer are for every reader who may change it")
                .containsExactlyInAnyOrder(diplomat.id(), protocol.id());
        refused("readers-opened", () -> limit(protocol, note, diplomat, true, protocol, manager));
        limit(diplomat, note, diplomat, true, protocol, manager);
        assertThat(limit(manager, note, diplomat, true, another))
                .containsExactlyInAnyOrder(diplomat.id(), manager.id(), another.id());
        assertThat(sees(protocol, note)).isFalse();
        assertThat(limit(manager, note, diplomat, true)).isEmpty();
        assertThat(as(manager, () -> readers.of(note)))
                .as("the list stays for what was noted meanwhile")
                .hasSize(3);
        refused("readers-opened", () -> limit(protocol, note, diplomat, false, protocol));
        refused(
                "readers-opened",
                () -> limit(
                        officers.officer(Role.MANAGER, HERE, Sensitivity.RESTRICTED), note, diplomat, false, another));
        assertThat(as(manager, () -> readers.of(note)))
                .as("who limits it again does not come to know what was noted while others were its readers")
                .hasSize(3);
        assertThat(limit(diplomat, note, diplomat, false, protocol))
                .containsExactlyInAnyOrder(diplomat.id(), protocol.id());
    }

    private List<OfficerId> limit(
            Officer acting, NoteId note, @Nullable Officer enteredBy, boolean limited, Officer... named) {
        return limit(acting, note, enteredBy, limited, Sensitivity.INTERNAL, named);
    }

    private List<OfficerId> limit(
            Officer acting,
            NoteId note,
            @Nullable Officer enteredBy,
            boolean limited,
            Sensitivity sensitivity,
            Officer... named) {
        return as(
                acting,
                () -> readers.limit(
                        new NamedReaders.Limit(note, access.home(), enteredBy == null ? null : enteredBy.id(), limited),
                        List.of(named).stream().map(Officer::id).toList(),
                        sensitivity));
    }

    private boolean sees(Officer officer, NoteId note) {
        Officer home = officers.diplomat(HERE);
        byte[] mission = Bytes16.of(as(home, access::home));
        return as(officer, () -> ScopedQuery.select("1")
                .from("(select ? as mission_id, 1 as sensitivity, ? as readers_of) n", mission, Bytes16.of(note))
                .withinReaders(officer.scope(), "n")
                .optional(database, (row, index) -> true)
                .isPresent());
    }

    private static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> assertThat(refusal.violations())
                        .singleElement()
                        .satisfies(violation -> {
                            assertThat(violation.field()).isEqualTo("readers");
                            assertThat(violation.key()).endsWith(code);
                        }));
    }
}
