package org.shanyraq.crm.question.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.KnownAsker;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameKeys;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds who may ask: whoever asked last in this dialogue first, then those who came, those on the guest list, and all contacts. Some hundreds are
 * in a hall, so whom a text fits is found out here.
 */
class AskerFinder {

    private static final int MOST_IN_HALL = 3_000;
    private static final int LETTERS = 2;
    private static final List<String> LISTED = Stream.of(InvitationState.values())
            .filter(InvitationState::listed)
            .map(Enum::name)
            .toList();

    private final JdbcClient database;
    private final Contacts contacts;

    AskerFinder(JdbcClient database, Contacts contacts) {
        this.database = database;
        this.contacts = contacts;
    }

    List<KnownAsker> find(DialogueId dialogue, String text, AccessScope scope, int most) {
        List<NameKeys.Word> typed = NameKeys.words(text);
        Map<Object, KnownAsker> found = new LinkedHashMap<>();
        add(found, asked(dialogue, scope), typed, most);
        add(found, came(dialogue, scope), typed, most);
        if (found.size() < most) {
            add(found, listed(dialogue, scope), typed, most);
        }
        if (found.size() < most && !typed.isEmpty()) {
            contacts.suggest(text)
                    .forEach(contact -> put(
                            found,
                            new KnownAsker(Asker.of(contact.id()), contact.name(), KnownAsker.Place.KNOWN, null, null),
                            most));
        }
        return List.copyOf(found.values());
    }

    private static void add(Map<Object, KnownAsker> found, List<KnownAsker> more, List<NameKeys.Word> typed, int most) {
        more.stream().filter(one -> fits(typed, one.name())).forEach(one -> put(found, one, most));
    }

    private static void put(Map<Object, KnownAsker> found, KnownAsker one, int most) {
        if (found.size() < most) {
            ContactId contact = one.asker().contact();
            found.putIfAbsent(contact == null ? one.name() : contact, one);
        }
    }

    private static boolean fits(List<NameKeys.Word> typed, String name) {
        Set<NameKeys.Word> words = NameKeys.indexWords(name);
        return typed.stream().allMatch(wanted -> words.stream().anyMatch(word -> begins(wanted, word)));
    }

    private static boolean begins(NameKeys.Word wanted, NameKeys.Word word) {
        return word.text().startsWith(wanted.text())
                || wanted.skeletons().stream()
                        .filter(skeleton -> skeleton.length() > LETTERS)
                        .anyMatch(skeleton -> word.skeletons().stream().anyMatch(other -> other.startsWith(skeleton)));
    }

    private List<KnownAsker> asked(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select("q.asker_id as contact_id, coalesce(c.display_name, q.asker_name) as shown,"
                        + " q.asker_affiliation as affiliation, o.names")
                .from("crm_question q left join crm_contact c on c.id = q.asker_id"
                        + " left join crm_organisation o on o.id = q.organisation_id")
                .withinReaders(scope, "q")
                .and("q.dialogue_id = ?", Bytes16.of(dialogue))
                .and("q.origin = 'DESK' and (q.asker_id is not null or q.asker_name is not null)")
                .and(
                        "(q.asker_id is null or c.sensitivity <= ?)",
                        scope.clearance().level())
                .orderBy(Key.time("q.received_at", true), new Key("q.id", true))
                .limit(MOST_IN_HALL)
                .list(database, (row, index) -> asker(row, KnownAsker.Place.HERE));
    }

    private List<KnownAsker> came(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select("a.contact_id, coalesce(c.display_name, a.name) as shown,"
                        + " a.organisation as affiliation, o.names")
                .from("crm_dialogue d join crm_attendance a on a.dialogue_id = d.id and a.present = 1"
                        + " left join crm_contact c on c.id = a.contact_id"
                        + " left join crm_organisation o on o.id = a.organisation_id")
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(dialogue))
                .and("(c.id is not null or a.name is not null)")
                .and(
                        "(a.contact_id is null or c.sensitivity <= ?)",
                        scope.clearance().level())
                .orderBy(Key.time("a.came_at", true), new Key("a.id", true))
                .limit(MOST_IN_HALL)
                .list(database, (row, index) -> asker(row, KnownAsker.Place.HERE));
    }

    private List<KnownAsker> listed(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select("i.contact_id, c.display_name as shown, null as affiliation, o.names")
                .from("crm_dialogue d join crm_invitation i on i.dialogue_id = d.id"
                        + " join crm_contact c on c.id = i.contact_id"
                        + " left join crm_organisation o on o.id = i.organisation_id")
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(dialogue))
                .and("c.sensitivity <= ?", scope.clearance().level())
                .oneOf("i.state", LISTED)
                .orderBy(Key.ascending("c.display_name"), Key.ascending("i.id"))
                .limit(MOST_IN_HALL)
                .list(database, (row, index) -> asker(row, KnownAsker.Place.LISTED));
    }

    private static KnownAsker asker(ResultSet row, KnownAsker.Place place) throws SQLException {
        UUID contact = Bytes16.uuidOrNull(row, "contact_id");
        String name = row.getString("shown");
        String affiliation = contact == null ? row.getString("affiliation") : null;
        return new KnownAsker(
                contact == null ? new Asker(null, name, affiliation) : Asker.of(new ContactId(contact)),
                name == null ? "" : name,
                place,
                names(row.getString("names")),
                affiliation);
    }

    private static @Nullable LocalizedText names(@Nullable String json) {
        return json == null ? null : JsonText.readLocalized(json);
    }
}
