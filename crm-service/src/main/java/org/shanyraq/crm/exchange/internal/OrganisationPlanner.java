package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameKeys;

/**
 * Rows that are organisations. One is found by identifier, else by exactly its name or, when the row has nothing more, its
 * acronym; one that agrees in the acronym alone, or in the name with another kind or acronym, waits for a decision.
 */
final class OrganisationPlanner implements Planner {

    private static final int SAME_IN_FILE = 95;
    private static final int SAME_NAME = 90;
    private static final int SAME_ACRONYM = 80;

    /** What a row says of an organisation. */
    private record Read(
            LocalizedText names,
            @Nullable String acronym,
            @Nullable OrganisationKind kind,
            @Nullable Circle circle,
            @Nullable String parentName,
            Optional<OrganisationId> parent,
            @Nullable PartialDate since,
            @Nullable PartialDate until,
            @Nullable String registerNumber,
            @Nullable String website,
            @Nullable String country,
            List<ExternalId> externalIds,
            String language) {

        String label() {
            if (acronym != null) {
                return names.isEmpty() ? acronym : acronym + " · " + names.in(language);
            }
            return names.isEmpty()
                    ? externalIds.stream().findFirst().map(ExternalId::value).orElse("")
                    : names.in(language);
        }
    }

    @Override
    public Plan plan(StoredRow row, Planning planning) {
        Findings findings = new Findings(row.errors(), row.notices());
        RowValues values = new RowValues(planning.settings(), row.cells());
        OrganisationView own = own(values, planning, findings);
        if (findings.areBad()) {
            return Plan.error(values.one(ImportField.CRM_ID), findings);
        }
        if (own != null) {
            values = news(values, own);
        }
        Read read = read(values, planning, findings);
        if (findings.areBad()) {
            return Plan.error(own == null ? read.label() : label(own, planning), findings);
        }
        if (planning.target() != null) {
            return update(
                    planning.directory().organisations().get(new OrganisationId(planning.target())),
                    read,
                    Set.of(),
                    planning,
                    findings);
        }
        Set<String> strong = new LinkedHashSet<>();
        read.externalIds().forEach(id -> strong.add("x:" + id.scheme() + ":" + id.value()));
        if (strong.isEmpty() && own == null) {
            read.names().texts().values().forEach(name -> strong.add("n:" + NameKeys.plain(name)));
            if (strong.isEmpty() && read.acronym() != null) {
                strong.add("a:" + NameKeys.plain(read.acronym()));
            }
        }
        Set<String> keys = new LinkedHashSet<>(strong);
        // By name and acronym, later rows find this one as their parent.
        read.names().texts().values().forEach(name -> keys.add("p:" + NameKeys.plain(name)));
        if (read.acronym() != null) {
            keys.add("p:" + NameKeys.plain(read.acronym()));
        }
        read.externalIds().forEach(id -> keys.add("p:" + NameKeys.plain(id.value())));

        Found known = own != null ? sameAs(own, read, planning, findings) : known(read, planning, findings);
        if (findings.areBad()) {
            return Plan.error(read.label(), findings);
        }
        OrganisationView organisation = known.organisation();
        if (organisation != null && known.score() == 0) {
            strong.add("r:" + organisation.id());
            keys.add("r:" + organisation.id());
        }
        if (planning.suspect()) {
            Optional<EarlierRows.Earlier> same = planning.earlier().find(strong);
            if (same.isPresent()) {
                return again(same.get(), known.score() == 0 ? organisation : null, read, keys, findings);
            }
        }
        if (organisation != null && known.score() == 0) {
            Plan update = update(organisation, read, keys, planning, findings);
            if (organisation.archived() && update.outcome() != RowOutcome.UNCHANGED) {
                findings.error(null, "archived", label(organisation, planning));
                return Plan.error(label(organisation, planning), findings);
            }
            return update;
        }
        if (read.names().isEmpty() && read.acronym() == null) {
            findings.error(ImportField.NAME, "no-name");
            return Plan.error(read.label(), findings);
        }
        Plan plan = create(read, keys, planning, findings);
        if (organisation == null || !planning.suspect()) {
            return plan;
        }
        Plan update = update(organisation, read, keys, planning, findings);
        return new Plan(
                        plan.outcome(),
                        plan.label(),
                        null,
                        update.changes(),
                        List.of(),
                        plan.notices(),
                        null,
                        null,
                        null,
                        null,
                        Sensitivity.PUBLIC,
                        plan.contacts(),
                        plan.planned(),
                        plan.keys(),
                        null)
                .suspected(
                        organisation.id().value(),
                        organisation.details().names().in(planning.settings().language()),
                        known.score(),
                        null,
                        Sensitivity.PUBLIC);
    }

    private static Read read(RowValues values, Planning planning, Findings findings) {
        Map<String, String> names = new TreeMap<>();
        name(values, ImportField.NAME_EN, "en", names, findings);
        name(values, ImportField.NAME_FR, "fr", names, findings);
        name(values, ImportField.NAME_KK, "kk", names, findings);
        name(values, ImportField.NAME_RU, "ru", names, findings);
        name(values, ImportField.NAME, planning.settings().language(), names, findings);
        String acronym = line(values, ImportField.ACRONYM, 40, findings);
        PartialDate since = values.date(ImportField.VALID_FROM, findings);
        PartialDate until = values.date(ImportField.VALID_TO, findings);
        if (since != null && until != null && until.latest().isBefore(since.earliest())) {
            findings.error(ImportField.VALID_TO, "ends-before-start", until.toString(), since.toString());
        }
        String number = line(values, ImportField.REGISTER_NUMBER, 20, findings);
        if (number != null && !number.matches("\\d{9,13}-\\d{2}")) {
            findings.error(ImportField.REGISTER_NUMBER, "bad-register-number", number);
        }
        String site = line(values, ImportField.WEBSITE, 490, findings);
        if (site != null && !site.matches("(?i)https?://.*")) {
            site = "https://" + site;
        }
        if (site != null && !site.matches("(?i)https?://[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}(:\\d+)?([/?#]\\S*)?")) {
            findings.error(ImportField.WEBSITE, "bad-website", site);
        }
        String parentName = line(values, ImportField.PARENT, 250, findings);
        Optional<OrganisationId> parent = Optional.empty();
        if (parentName != null) {
            List<Lookups.Found> found = parents(parentName, values, planning);
            if (found.size() > 1) {
                findings.error(ImportField.PARENT, "several-organisations", parentName, found.size());
            } else if (found.size() == 1) {
                parent = Optional.of(found.get(0).id());
            } else if (planning.earlier()
                    .find(Set.of("p:" + NameKeys.plain(parentName)))
                    .isEmpty()) {
                findings.error(ImportField.PARENT, "no-such-parent", parentName);
            }
        }
        return new Read(
                new LocalizedText(names),
                acronym,
                values.code(ImportField.KIND, findings).map(CodedWords::kind).orElse(null),
                values.code(ImportField.CIRCLE, findings)
                        .map(CodedWords::circle)
                        .orElse(null),
                parentName,
                parent,
                since,
                until,
                number,
                site,
                values.code(ImportField.COUNTRY, findings).orElse(null),
                values.externalIds(findings),
                planning.settings().language());
    }

    private static List<Lookups.Found> parents(String parent, RowValues values, Planning planning) {
        List<Lookups.Found> named = planning.lookups().organisations(parent);
        if (!named.isEmpty()) {
            return named;
        }
        for (RowValues.Cell cell : values.all(ImportField.EXTERNAL_ID)) {
            String scheme = cell.column().scheme();
            if (scheme != null && parent.length() <= 190) {
                Optional<Lookups.Found> found = planning.lookups().organisation(new ExternalId(scheme, parent));
                if (found.isPresent()) {
                    return List.of(found.get());
                }
            }
        }
        return List.of();
    }

    private static void name(
            RowValues values, ImportField field, String language, Map<String, String> names, Findings findings) {
        String name = line(values, field, 250, findings);
        if (name != null) {
            names.putIfAbsent(language, name);
        }
    }

    private static @Nullable String line(RowValues values, ImportField field, int longest, Findings findings) {
        String line = MandateWish.line(values.oneOrNull(field));
        if (line != null && line.length() > longest) {
            findings.error(field, "too-long", longest);
        }
        return line;
    }

    // ---- which one it is

    /** The organisation of the mission whose id the row names; null when it names none. */
    private static @Nullable OrganisationView own(RowValues values, Planning planning, Findings findings) {
        Optional<UUID> id = values.crmId(findings);
        if (id.isEmpty()) {
            return null;
        }
        Optional<OrganisationView> found =
                planning.directory().organisations().getAll(List.of(new OrganisationId(id.get()))).stream()
                        .filter(one -> one.mission()
                                .equals(planning.directory().access().home()))
                        .findFirst();
        if (found.isEmpty()) {
            findings.error(ImportField.CRM_ID, "no-such-record", id.get().toString());
        }
        return found.orElse(null);
    }

    /** What the row says that an export of the organisation would not say in the same words. */
    private static RowValues news(RowValues values, OrganisationView own) {
        OrganisationSummary parent = own.ancestors().isEmpty()
                ? null
                : own.ancestors().get(own.ancestors().size() - 1);
        ListColumn.Body body = new ListColumn.Body(own.id(), own.details(), null, "en");
        return values.without(cell -> cell.field() == ImportField.PARENT
                ? parent != null
                        && (cell.text().equals(parent.acronym())
                                || parent.names().texts().containsValue(cell.text()))
                : ListColumn.isSaid(ListColumn.ORGANISATIONS, body, cell.field(), cell.text()));
    }

    private static String label(OrganisationView organisation, Planning planning) {
        String name = organisation.details().names().in(planning.settings().language());
        String acronym = organisation.details().acronym();
        return acronym == null ? name : acronym + " · " + name;
    }

    /** The one whose id the row names, unless its identifiers are those of another. */
    private static Found sameAs(OrganisationView own, Read read, Planning planning, Findings findings) {
        for (ExternalId id : read.externalIds()) {
            if (planning.directory()
                    .organisations()
                    .findByExternalId(id)
                    .filter(other -> !other.id().equals(own.id()))
                    .isPresent()) {
                findings.error(ImportField.EXTERNAL_IDS, "several-organisations", id.value(), 2);
            }
        }
        return new Found(own, 0);
    }

    /** @param score 0: it is that one; else how likely */
    private record Found(@Nullable OrganisationView organisation, int score) {}

    private static Found known(Read read, Planning planning, Findings findings) {
        Map<OrganisationId, OrganisationView> found = new LinkedHashMap<>();
        for (ExternalId id : read.externalIds()) {
            planning.directory().organisations().findByExternalId(id).ifPresent(one -> found.put(one.id(), one));
        }
        if (found.size() > 1) {
            findings.error(ImportField.EXTERNAL_ID, "several-organisations", read.label(), found.size());
            return new Found(null, 0);
        }
        Optional<OrganisationView> identified = found.values().stream().findFirst();
        if (identified.isPresent() && planning.fresh()) {
            findings.error(ImportField.EXTERNAL_ID, "identifier-taken", read.label());
        }
        if (identified.isPresent()) {
            return new Found(identified.get(), 0);
        }
        if (planning.fresh()) {
            return new Found(null, 0);
        }
        Set<OrganisationId> named = new LinkedHashSet<>();
        read.names().texts().values().forEach(name -> planning.directory()
                .organisations()
                .findByName(name)
                .forEach(one -> named.add(one.id())));
        boolean byName = !named.isEmpty();
        if (!byName && read.acronym() != null) {
            planning.directory().organisations().findByName(read.acronym()).forEach(one -> named.add(one.id()));
        }
        List<OrganisationView> candidates = named.stream()
                .map(id -> planning.directory().organisations().get(id))
                .filter(one -> !isAnother(one.details(), read))
                .toList();
        if (candidates.isEmpty()) {
            return new Found(null, 0);
        }
        OrganisationView first = candidates.get(0);
        OrganisationDetails details = first.details();
        boolean agrees = (read.acronym() == null
                        || details.acronym() == null
                        || details.acronym().equalsIgnoreCase(read.acronym()))
                && (read.kind() == null || read.kind() == OrganisationKind.OTHER || details.kind() == read.kind());
        boolean sure =
                candidates.size() == 1 && agrees && (byName || read.names().isEmpty());
        return new Found(first, sure ? 0 : byName ? SAME_NAME : SAME_ACRONYM);
    }

    private static boolean isAnother(OrganisationDetails known, Read read) {
        return read.externalIds().stream()
                .anyMatch(id -> known.externalIds().stream()
                                .anyMatch(other -> other.scheme().equals(id.scheme()))
                        && !known.externalIds().contains(id));
    }

    // ---- what would be done

    private static Plan again(
            EarlierRows.Earlier earlier,
            @Nullable OrganisationView known,
            Read read,
            Set<String> keys,
            Findings findings) {
        OrganisationDetails before = JsonText.read(earlier.planned(), OrganisationDetails.class);
        OrganisationDetails after = merged(before, read);
        List<FieldChange> changes = differences(before, after, read);
        findings.notice(null, "same-as-row", earlier.number());
        UUID record = known == null ? null : known.id().value();
        RowOutcome outcome = changes.isEmpty() ? RowOutcome.UNCHANGED : RowOutcome.UPDATE;
        Plan plan = Plan.of(outcome, read.label(), record, changes, findings, Sensitivity.PUBLIC, after, keys, null);
        return changes.isEmpty()
                ? plan
                : plan.suspected(
                        record, before.names().in(read.language()), SAME_IN_FILE, earlier.number(), Sensitivity.PUBLIC);
    }

    private static Plan create(Read read, Set<String> keys, Planning planning, Findings findings) {
        LocalizedText names = read.names();
        if (names.isEmpty() && read.acronym() != null) {
            names = LocalizedText.of(read.language(), read.acronym());
            findings.notice(ImportField.NAME, "acronym-as-name", read.acronym());
        }
        OrganisationKind kind = read.kind();
        if (kind == null) {
            kind = OrganisationKind.OTHER;
            findings.notice(ImportField.KIND, "kind-assumed", CodedWords.word(ImportField.KIND, kind));
        }
        Circle circle = read.circle();
        if (circle == null) {
            circle = read.externalIds().stream().anyMatch(id -> id.scheme().startsWith("ep-"))
                    ? Circle.EU_INSTITUTIONS
                    : usualCircle(kind);
            findings.notice(ImportField.CIRCLE, "circle-assumed", CodedWords.word(ImportField.CIRCLE, circle));
        }
        OrganisationDetails details = new OrganisationDetails(
                names,
                read.acronym(),
                kind,
                circle,
                read.parent().orElse(null),
                new Tenure(read.since(), read.until(), false),
                read.registerNumber(),
                read.website(),
                read.country(),
                read.externalIds());
        Deed deed = new Deed.Act(journal -> {
            UUID id = planning.lookups()
                    .register(read.label(), details, journal)
                    .id()
                    .value();
            return id;
        });
        return Plan.of(
                RowOutcome.CREATE, read.label(), null, List.of(), findings, Sensitivity.PUBLIC, details, keys, deed);
    }

    private static Circle usualCircle(OrganisationKind kind) {
        return switch (kind) {
            case INSTITUTION,
                    BODY,
                    DIRECTORATE_GENERAL,
                    SERVICE,
                    UNIT,
                    COMMITTEE,
                    SUBCOMMITTEE,
                    DELEGATION,
                    POLITICAL_GROUP,
                    CABINET,
                    COUNCIL_CONFIGURATION,
                    PREPARATORY_BODY,
                    AGENCY,
                    EU_DELEGATION -> Circle.EU_INSTITUTIONS;
            case MINISTRY, EMBASSY, REPRESENTATION, INTERNATIONAL_ORGANISATION, OTHER -> Circle.OFFICIAL;
            case THINK_TANK -> Circle.EXPERT;
            case MEDIA -> Circle.MEDIA;
            case NGO -> Circle.CIVIL_SOCIETY;
            case UNIVERSITY -> Circle.ACADEMIA;
            case ASSOCIATION, COMPANY -> Circle.BUSINESS;
        };
    }

    private static Plan update(
            OrganisationView known, Read read, Set<String> keys, Planning planning, Findings findings) {
        OrganisationDetails before = known.details();
        OrganisationDetails after = merged(before, read);
        List<FieldChange> changes = differences(before, after, read);
        Deed deed = new Deed.Act(journal -> {
            OrganisationView changed = planning.directory().organisations().change(known.id(), known.version(), after);
            journal.note(Journal.Act.ORGANISATION_CHANGED, known.id().value(), before, changed.details());
            return known.id().value();
        });
        return Plan.of(
                changes.isEmpty() ? RowOutcome.UNCHANGED : RowOutcome.UPDATE,
                label(known, planning),
                known.id().value(),
                changes,
                findings,
                Sensitivity.PUBLIC,
                after,
                keys,
                changes.isEmpty() ? null : deed);
    }

    private static OrganisationDetails merged(OrganisationDetails before, Read read) {
        Map<String, String> names = new TreeMap<>(before.names().texts());
        names.putAll(read.names().texts());
        List<ExternalId> ids = new ArrayList<>(before.externalIds());
        read.externalIds().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        Tenure validity = before.validity();
        if (read.since() != null || read.until() != null) {
            PartialDate since = read.since() == null ? validity.since() : read.since();
            PartialDate until = read.until() == null ? validity.until() : read.until();
            boolean possible = since == null || until == null || !until.latest().isBefore(since.earliest());
            validity = possible ? new Tenure(since, until, validity.ended() && until == null) : validity;
        }
        // "Other" says nothing that is better than what is known.
        OrganisationKind kind =
                read.kind() == null || read.kind() == OrganisationKind.OTHER ? before.kind() : read.kind();
        return new OrganisationDetails(
                new LocalizedText(names),
                read.acronym() == null ? before.acronym() : read.acronym(),
                kind,
                read.circle() == null ? before.circle() : read.circle(),
                read.parent().orElse(before.parent()),
                validity,
                read.registerNumber() == null ? before.registerNumber() : read.registerNumber(),
                read.website() == null ? before.website() : read.website(),
                read.country() == null ? before.country() : read.country(),
                ids);
    }

    private static List<FieldChange> differences(OrganisationDetails before, OrganisationDetails after, Read read) {
        List<FieldChange> changes = new ArrayList<>();
        after.names().texts().forEach((language, name) -> {
            String field = Set.of("en", "fr", "kk", "ru").contains(language) ? "name_" + language : "name";
            difference(changes, field, before.names().texts().get(language), name);
        });
        difference(changes, "acronym", before.acronym(), after.acronym());
        difference(changes, "kind", before.kind().code(), after.kind().code());
        difference(changes, "circle", before.circle().code(), after.circle().code());
        if (!Objects.equals(before.parent(), after.parent())) {
            changes.add(new FieldChange("parent", null, read.parentName()));
        }
        difference(
                changes,
                "valid_from",
                before.validity().since(),
                after.validity().since());
        difference(
                changes, "valid_to", before.validity().until(), after.validity().until());
        difference(changes, "register_number", before.registerNumber(), after.registerNumber());
        difference(changes, "website", before.website(), after.website());
        difference(changes, "country", before.country(), after.country());
        for (ExternalId id : after.externalIds()) {
            if (!before.externalIds().contains(id)) {
                changes.add(new FieldChange("external_id", null, id.scheme() + " " + id.value()));
            }
        }
        return changes;
    }

    private static void difference(
            List<FieldChange> changes, String field, @Nullable Object before, @Nullable Object after) {
        String from = before == null ? null : before.toString();
        String to = after == null ? null : after.toString();
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field, from, to));
        }
    }
}
