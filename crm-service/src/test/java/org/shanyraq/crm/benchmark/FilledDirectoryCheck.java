package org.shanyraq.crm.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.NameKeyRows;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares what {@link FilledDirectory} wrote with what the services write for the same contacts. */
final class FilledDirectoryCheck {

    private static final String COPIED = "-copied";

    private final Access access;
    private final Contacts contacts;
    private final Mandates mandates;
    private final Posts posts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    FilledDirectoryCheck(BeanFactory beans) {
        this.access = beans.getBean(Access.class);
        this.contacts = beans.getBean(Contacts.class);
        this.mandates = beans.getBean(Mandates.class);
        this.posts = beans.getBean(Posts.class);
        this.jdbc = beans.getBean(JdbcTemplate.class);
        this.transaction = new TransactionTemplate(beans.getBean(PlatformTransactionManager.class));
    }

    /** The rows of a contact by table, as filled and as written by the services. */
    record Compared(Map<String, List<?>> filled, Map<String, List<?>> written) {

        /** What is not the same, one line for each table. */
        List<String> differences() {
            return filled.entrySet().stream()
                    .filter(part -> !part.getValue().equals(written.get(part.getKey())))
                    .map(part -> part + " was filled, " + written.get(part.getKey()) + " is written")
                    .toList();
        }
    }

    /** Registers each of the contacts once more, with its mandates of posts without fixed seats, and takes that back. */
    List<Compared> compare(Officer manager, List<ContactId> some) {
        return some.stream()
                .map(id -> access.callAs(
                        manager,
                        () -> Objects.requireNonNull(transaction.execute(status -> {
                            status.setRollbackOnly();
                            return compare(id);
                        }))))
                .toList();
    }

    private Compared compare(ContactId id) {
        ContactView original = contacts.get(id);
        Map<String, List<?>> filled = rows(id, original);
        // So that the services have to write them, too.
        keys(id).forEach(key -> NameKeyRows.variants(key)
                .forEach(variant ->
                        jdbc.update("delete from crm_name_variant where variant = ? and skeleton = ?", variant, key)));
        ContactView copy = contacts.register(copied(original.details()));
        for (MandateView mandate : original.mandates()) {
            if (isComparable(mandate)) {
                mandates.begin(new MandateDetails(
                        copy.id(),
                        mandate.details().post(),
                        mandate.details().tenure(),
                        mandate.details().note()));
            }
        }
        if (original.archived()) {
            contacts.archive(copy.id(), copy.version());
        }
        return new Compared(filled, rows(copy.id(), original));
    }

    private boolean isComparable(MandateView mandate) {
        return posts.get(mandate.details().post(), LocalDate.EPOCH).details().seats() == null;
    }

    private static ContactDetails copied(ContactDetails details) {
        return new ContactDetails(
                details.names(),
                details.honorific(),
                details.formOfAddress(),
                details.languages(),
                details.country(),
                details.channels(),
                details.externalIds().stream()
                        .map(externalId -> new ExternalId(externalId.scheme(), externalId.value() + COPIED))
                        .toList(),
                details.notes(),
                details.sensitivity(),
                details.legalBasis(),
                details.source());
    }

    private Map<String, List<?>> rows(ContactId id, ContactView original) {
        byte[] bytes = Bytes16.of(id);
        Map<String, List<?>> rows = new TreeMap<>();
        rows.put("contact", rows("select * from crm_contact where id = ?", bytes));
        for (String table : List.of("name", "channel", "language")) {
            rows.put(
                    table,
                    rows("select * from crm_contact_" + table + " where contact_id = ? order by position", bytes));
        }
        rows.put(
                "external id",
                rows(
                        "select mission_id, scheme, replace(value, '" + COPIED
                                + "', '') as value from crm_contact_external_id where contact_id = ?",
                        bytes));
        List<Object> comparable = new ArrayList<>();
        original.mandates().stream()
                .filter(this::isComparable)
                .forEach(mandate -> comparable.addAll(rows(
                        "select * from crm_mandate where contact_id = ? and post_id = ?",
                        bytes,
                        Bytes16.of(mandate.details().post()))));
        rows.put("mandate", comparable);
        rows.put(
                "name key",
                rows(
                        "select name_key, mission_id from crm_name_key where subject_kind = 'contact' and subject_id = ? order by name_key",
                        bytes));
        List<Object> dictionary = new ArrayList<>();
        keys(id).forEach(key -> NameKeyRows.variants(key)
                .forEach(variant -> dictionary.addAll(
                        rows("select * from crm_name_variant where variant = ? and skeleton = ?", variant, key))));
        rows.put("dictionary", dictionary);
        return rows;
    }

    private List<String> keys(ContactId id) {
        return jdbc.queryForList(
                "select name_key from crm_name_key where subject_kind = 'contact' and subject_id = ? order by name_key",
                String.class,
                Bytes16.of(id));
    }

    private List<Map<String, String>> rows(String sql, Object... values) {
        return jdbc.queryForList(sql, values).stream()
                .map(row -> {
                    Map<String, String> shown = new TreeMap<>();
                    row.forEach((column, value) -> {
                        if (!List.of("id", "contact_id", "created_at", "changed_at")
                                .contains(column)) {
                            shown.put(column, value instanceof byte[] bytes ? id(bytes) : String.valueOf(value));
                        }
                    });
                    return shown;
                })
                .toList();
    }

    private static String id(byte[] bytes) {
        return bytes.length == 16 ? Bytes16.uuid(bytes).toString() : new UUID(0, bytes.length).toString();
    }
}
