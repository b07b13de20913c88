package org.shanyraq.crm.exchange.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.NameKeys;

/** Rows that are mandates of known people. A person is found by identifier, by e-mail address, or by a name that only one has. */
final class MandatePlanner implements Planner {

    /** What a row leaves for later rows: that this mandate is there. */
    private record Held(String key) {}

    @Override
    public Mentions mentions(StoredRow row, ImportSettings settings) {
        RowValues values = new RowValues(settings, row.cells());
        Findings aside = new Findings(List.of(), List.of());
        Set<String> emails = new LinkedHashSet<>();
        if (values.has(ImportField.CONTACT_EMAIL)) {
            Cells.email(values.one(ImportField.CONTACT_EMAIL)).ifPresent(emails::add);
        }
        return new Mentions(Set.of(), Set.copyOf(values.externalIds(ImportField.CONTACT_EXTERNAL_ID, aside)), emails);
    }

    @Override
    public Plan plan(StoredRow row, Planning planning) {
        Findings findings = new Findings(row.errors(), row.notices());
        RowValues values = new RowValues(planning.settings(), row.cells());
        String who = who(values);
        findings.touches(planning.usual());
        if (findings.areBad()) {
            // Whom it means counts all the same: the row is not shown to whoever may not see them.
            Findings aside = new Findings(List.of(), List.of());
            contact(values, planning, aside);
            findings.touches(aside);
            return Plan.error(who, findings);
        }
        Optional<ContactView> contact = contact(values, planning, findings);
        MandateWish wish = MandateWish.read(values, planning, findings);
        if (wish == null && !findings.areBad()) {
            findings.error(ImportField.ORGANISATION, "no-organisation-given");
        }
        if (wish == null || contact.isEmpty() || findings.areBad()) {
            return Plan.error(
                    contact.map(found -> found.details().displayName()).orElse(who), findings);
        }
        ContactView person = contact.get();
        String label = person.details().displayName();
        String key = "m:" + person.id() + " "
                + (wish.post() != null
                        ? wish.post().toString()
                        : NameKeys.plain(wish.organisationName()) + " " + wish.role() + " " + wish.title())
                + (wish.tenure() == null ? "" : " " + wish.tenure());
        Set<String> keys = new LinkedHashSet<>(Set.of(key));
        MandateWish.Step step =
                wish.against(person.mandates(), planning.settings().language());
        if (step != null && planning.suspect()) {
            Optional<EarlierRows.Earlier> same = planning.earlier().find(keys);
            if (same.isPresent()) {
                findings.notice(null, "same-as-row", same.get().number());
                step = null;
            }
        }
        MandateWish.Step wanted = step;
        if (wanted == null) {
            return Plan.of(
                    RowOutcome.UNCHANGED,
                    label,
                    null,
                    List.of(),
                    findings,
                    person.details().sensitivity(),
                    null,
                    keys,
                    null);
        }
        Deed deed = new Deed.Act(journal -> wish.carryOut(wanted, person, planning, journal));
        return Plan.of(
                wanted.held() == null ? RowOutcome.CREATE : RowOutcome.UPDATE,
                label,
                wanted.held() == null ? null : wanted.held().id().value(),
                wanted.changes(),
                findings,
                person.details().sensitivity(),
                new Held(key),
                keys,
                deed);
    }

    private static String who(RowValues values) {
        for (ImportField field :
                List.of(ImportField.CONTACT_NAME, ImportField.CONTACT_EMAIL, ImportField.CONTACT_EXTERNAL_ID)) {
            if (values.has(field)) {
                return values.one(field);
            }
        }
        return "";
    }

    private static Optional<ContactView> contact(RowValues values, Planning planning, Findings findings) {
        for (ExternalId id : values.externalIds(ImportField.CONTACT_EXTERNAL_ID, findings)) {
            Optional<ContactView> found = planning.lookups().contacts().byExternalId(id);
            if (found.isPresent()) {
                return living(found.get(), findings);
            }
        }
        String email = values.one(ImportField.CONTACT_EMAIL);
        if (!email.isEmpty()) {
            List<ContactView> found = Cells.email(email)
                    .map(address -> planning.lookups().contacts().byEmail(address))
                    .orElse(List.of());
            found.forEach(findings::touches);
            if (found.size() == 1) {
                return Optional.of(found.get(0));
            }
            if (found.size() > 1) {
                findings.error(ImportField.CONTACT_EMAIL, "several-contacts");
                return Optional.empty();
            }
        }
        String name = values.one(ImportField.CONTACT_NAME);
        if (!name.isEmpty()) {
            return byName(name, planning, findings);
        }
        findings.error(
                values.has(ImportField.CONTACT_EXTERNAL_ID) ? ImportField.CONTACT_EXTERNAL_ID : null,
                "no-such-contact",
                who(values));
        return Optional.empty();
    }

    private static Optional<ContactView> living(ContactView found, Findings findings) {
        findings.touches(found);
        if (found.archived()) {
            findings.error(null, "archived", found.details().displayName());
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private static Optional<ContactView> byName(String name, Planning planning, Findings findings) {
        ContactQuery query = ContactQuery.ALL.withText(name.length() > 200 ? name.substring(0, 200) : name);
        List<ContactId> alike = planning.directory().contacts().list(query, Paging.first(20)).items().stream()
                .map(ContactSummary::id)
                .toList();
        List<ContactView> same = planning.directory().contacts().getAll(alike).stream()
                .filter(view -> isCalled(view.details(), name))
                .toList();
        same.forEach(findings::touches);
        if (same.size() == 1) {
            return Optional.of(same.get(0));
        }
        findings.error(
                ImportField.CONTACT_NAME, same.isEmpty() ? "no-such-contact" : "several-named-so", name, same.size());
        return Optional.empty();
    }

    private static boolean isCalled(ContactDetails details, @Nullable String name) {
        return name != null
                && details.names().stream().anyMatch(one -> NameKeys.isSamePerson(one.full(), name.replace(",", " ")));
    }
}
