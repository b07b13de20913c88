package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Officers of two missions, and what tests of dialogues make and ask. */
abstract class DialogueScene extends OfficerScene {

    @Autowired
    Dialogues dialogues;

    @Autowired
    DialogueSeriesCatalogue catalogue;

    @Autowired
    Contacts contacts;

    @Autowired
    Search search;

    @Autowired
    AuditLog log;

    @Autowired
    JdbcClient database;

    Officer diplomat;
    Officer protocol;
    Officer viewer;
    Officer manager;
    Officer foreigner;

    /** Letters that no other test uses, so that tests do not find each other's dialogues. */
    String unique = "";

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("dialogue-one");
        protocol = officers.protocol("dialogue-one");
        viewer = officers.viewer("dialogue-one");
        manager = officers.manager("dialogue-one");
        foreigner = officers.manager("dialogue-two");
        unique = UnusualNames.next();
    }

    DialogueView draft(Plans plans) {
        return as(diplomat, () -> dialogues.create(plans.details()));
    }

    DialogueSeriesView series(Sensitivity sensitivity, int firstNumber) {
        return as(manager, () -> catalogue.create(Plans.series("Series " + unique, sensitivity, firstNumber)));
    }

    ContactId person(String given, Sensitivity sensitivity) {
        return as(manager, () -> contacts.register(named(given, sensitivity))).id();
    }

    ContactDetails named(String given, Sensitivity sensitivity) {
        return People.named(given, unique).with(sensitivity).details();
    }

    void refused(Class<? extends ConflictException> type, String key, Supplier<?> act) {
        ConflictException refused = catchThrowableOfType(type, () -> as(protocol, act));
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo("crm.dialogue.error." + key);
    }

    void denied(Officer officer, Supplier<?> act) {
        assertThatThrownBy(() -> as(officer, act)).isInstanceOf(NotPermittedException.class);
    }

    static List<Speaker> speakers(DialogueView dialogue) {
        return dialogue.details().agenda().stream()
                .flatMap(item -> item.speakers().stream())
                .toList();
    }

    static DialogueDetails withoutIds(DialogueDetails details) {
        return details.withAgenda(details.agenda().stream()
                .map(item -> new AgendaItem(null, item.kind(), item.title(), item.minutes(), item.speakers()))
                .toList());
    }

    List<DialogueId> found(Officer officer) {
        return ids(as(officer, () -> dialogues.list(DialogueQuery.ALL.withText(unique), Paging.first(10))));
    }

    List<SearchHit> hits(Officer officer) {
        return as(officer, () -> search.find(unique, 10)).stream()
                .filter(hit -> hit.kind().equals("dialogue"))
                .toList();
    }

    List<DialogueId> paged(DialogueQuery query) {
        List<DialogueId> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<DialogueSummary> slice = as(viewer, () -> dialogues.list(query, new Paging(from, 2)));
            all.addAll(ids(slice));
            cursor = slice.next();
        } while (cursor != null);
        return all;
    }

    static List<DialogueId> ids(Slice<DialogueSummary> slice) {
        return slice.items().stream().map(DialogueSummary::id).toList();
    }

    List<AuditEntry> history(Officer officer, DialogueId id) {
        return as(officer, () -> dialogues.history(id, Paging.first(50))).items();
    }

    static String text(List<AuditEntry> history) {
        return Arrays.toString(history.toArray());
    }

    long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
