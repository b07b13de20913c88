package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom guests bring. How many they are stands with the invitation, too, since seats are counted by it. */
class Companions {

    private static final int LONGEST = 120;

    private final JdbcClient database;

    Companions(JdbcClient database) {
        this.database = database;
    }

    /**
     * As they are kept, those with a name first; what is wrong with them is found.
     *
     * @param most of them
     * @param unnamed whether they need no names
     */
    static List<Companion> checked(Company company, int most, boolean unnamed, Findings findings) {
        if (company.unnamed() < 0 || company.size() > most) {
            findings.add("companions", most == 0 ? "companions-none" : "companions-many", most);
            return List.of();
        }
        if (company.unnamed() > 0 && !unnamed) {
            findings.add("companions", "companions-unnamed");
            return List.of();
        }
        List<Companion> kept = new ArrayList<>();
        for (Companion companion : company.named()) {
            Findings here = findings.within("companions[" + kept.size() + "].");
            String name = here.line("name", companion.name(), LONGEST);
            String organisation = here.lineOrNull("organisation", companion.organisation(), LONGEST);
            if (name.isEmpty() && here.isEmpty()) {
                here.add("name", "companions-unnamed");
            }
            kept.add(new Companion(name, organisation));
        }
        kept.addAll(Collections.nCopies(company.unnamed(), new Companion(null, null)));
        return kept;
    }

    /** Those of one guest, for the guest's own answer. */
    List<Companion> of(InvitationId guest) {
        return database.sql(
                        "select name, organisation from crm_invitation_companion where invitation_id = ? order by position")
                .param(Bytes16.of(guest))
                .query((row, index) -> new Companion(row.getString("name"), row.getString("organisation")))
                .list();
    }

    /** Those of the guests whom the officer may see; who brings nobody is left out. */
    Map<InvitationId, List<Companion>> of(DialogueId dialogue, Collection<InvitationId> guests, AccessScope scope) {
        Map<InvitationId, List<Companion>> found = new LinkedHashMap<>();
        if (!guests.isEmpty()) {
            InvitationReader.visible("i.id, b.position, b.name as companion, b.organisation", dialogue, scope)
                    .from("join crm_invitation_companion b on b.invitation_id = i.id")
                    .oneOf("i.id", Bytes16.of(guests))
                    .orderBy(Key.ascending("i.id"), Key.number("b.position", false))
                    .list(database, (row, index) -> found.computeIfAbsent(
                                    new InvitationId(Bytes16.uuid(row, "id")), id -> new ArrayList<>())
                            .add(new Companion(row.getString("companion"), row.getString("organisation"))));
        }
        return found;
    }

    /**
     * Keeps whom a guest brings instead of whom the guest brought before. Who stays keeps the place, and nobody gets that of another: whoever came is
     * known by it.
     */
    void set(InvitationId guest, List<Companion> companions) {
        Map<Integer, Companion> gone = new LinkedHashMap<>();
        database.sql(
                        "select position, name, organisation from crm_invitation_companion where invitation_id = ? order by position")
                .param(Bytes16.of(guest))
                .query(row -> {
                    gone.put(
                            row.getInt("position"),
                            new Companion(row.getString("name"), row.getString("organisation")));
                });
        int position = gone.keySet().stream().mapToInt(place -> place + 1).max().orElse(0);
        List<Companion> fresh = new ArrayList<>();
        for (Companion companion : companions) {
            Optional<Integer> stays = gone.entrySet().stream()
                    .filter(before -> before.getValue().equals(companion))
                    .map(Map.Entry::getKey)
                    .findFirst();
            stays.ifPresentOrElse(gone::remove, () -> fresh.add(companion));
        }
        if (!gone.isEmpty()) {
            List<Object> values = new ArrayList<>(List.of(Bytes16.of(guest)));
            values.addAll(gone.keySet());
            database.sql("delete from crm_invitation_companion where invitation_id = ? and position in ("
                            + ScopedQuery.marks(gone.size()) + ")")
                    .params(values)
                    .update();
        }
        if (fresh.isEmpty()) {
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Companion companion : fresh) {
            values.add(Bytes16.of(Ids.next()));
            values.add(Bytes16.of(guest));
            values.add(position++);
            values.add(companion.name());
            values.add(companion.organisation());
        }
        database.sql("insert into crm_invitation_companion (id, invitation_id, position, name, organisation) values "
                        + String.join(", ", Collections.nCopies(fresh.size(), "(?, ?, ?, ?, ?)")))
                .params(values)
                .update();
    }

    void clear(InvitationId guest) {
        database.sql("delete from crm_invitation_companion where invitation_id = ?")
                .param(Bytes16.of(guest))
                .update();
    }

    /** Forgets the names of those who were brought to dialogues that ended before that, or are off; that there were some stays. */
    void forgetNames(Instant endedBefore) {
        database.sql("update crm_invitation_companion b join crm_invitation i on i.id = b.invitation_id"
                        + " join crm_dialogue d on d.id = i.dialogue_id set b.name = null, b.organisation = null"
                        + " where b.name is not null and (d.ends_at < ? or d.state = 'CANCELLED')")
                .param(UtcTime.of(endedBefore))
                .update();
    }
}
