package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.DuplicateCandidate;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameKeys;

/**
 * Rows that are people. One is found by identifier, then by e-mail address; one that is found by neither and looks like somebody
 * known, or like an earlier row of the file, waits for a decision. What a row does not say stays as it is.
 */
final class ContactPlanner implements Planner {

    /** From this likeness on a row is held back. */
    static final int SUSPICION = 80;

    private static final int SAME_IN_FILE = 95;
    private static final int ALIKE_IN_FILE = 85;

    @Override
    public Mentions mentions(StoredRow row, ImportSettings settings) {
        RowValues values = new RowValues(settings, row.cells());
        Findings aside = new Findings(List.of(), List.of());
        return new Mentions(
                values.crmId(aside).map(id -> Set.of(new ContactId(id))).orElse(Set.of()),
                Set.copyOf(values.externalIds(aside)),
                Set.copyOf(emails(values, aside)));
    }

    @Override
    public Plan plan(StoredRow row, Planning planning) {
        Findings findings = new Findings(row.errors(), row.notices());
        RowValues values = new RowValues(planning.settings(), row.cells());
        findings.touches(wanted(values, planning));
        ContactView own = own(values, planning, findings);
        if (findings.areBad()) {
            findings.touches(ofWhomItMeans(values, own, planning));
            return Plan.error(values.one(ImportField.CRM_ID), findings);
        }
        if (own != null) {
            values = news(values, own);
        }
        Read read = read(values, planning, findings);
        String label = own == null ? read.label() : own.details().displayName();
        MandateWish wish = findings.areBad() ? null : MandateWish.read(values, planning, findings);
        if (findings.areBad()) {
            findings.touches(ofWhomItMeans(values, own, planning));
            return Plan.error(label, findings);
        }
        if (planning.target() != null) {
            ContactView target = planning.directory().contacts().get(new ContactId(planning.target()));
            return update(target, read, wish, Set.of(), planning, findings);
        }
        Set<String> strong = strongKeys(read);
        Set<String> keys = new LinkedHashSet<>(strong);
        String likeness = likeness(read.fullNames());
        if (likeness != null) {
            keys.add(likeness);
        }
        Optional<ContactView> known = known(read, own, planning, findings);
        if (findings.areBad()) {
            return Plan.error(label, findings);
        }
        if (known.isPresent()) {
            strong.add("r:" + known.get().id());
            keys.add("r:" + known.get().id());
        }
        EarlierRows earlier = planning.suspect() ? planning.earlier().among(keys) : EarlierRows.NONE;
        if (planning.suspect()) {
            Optional<EarlierRows.Earlier> same = earlier.find(strong);
            if (same.isPresent()) {
                return again(same.get(), SAME_IN_FILE, known.orElse(null), read, wish, keys, planning, findings);
            }
        }
        if (known.isPresent()) {
            Plan update = update(known.get(), read, wish, keys, planning, findings);
            if (known.get().archived() && update.outcome() != RowOutcome.UNCHANGED) {
                findings.error(null, "archived", known.get().details().displayName());
                return Plan.error(label, findings);
            }
            return update;
        }
        if (read.names().isEmpty()) {
            findings.error(ImportField.FAMILY_NAME, "no-name");
            return Plan.error(label, findings);
        }
        if (planning.suspect() && likeness != null) {
            Optional<EarlierRows.Earlier> alike = earlier.find(Set.of(likeness));
            if (alike.isPresent() && !isAnother(details(alike.get().planned()), read)) {
                return again(alike.get(), ALIKE_IN_FILE, null, read, wish, keys, planning, findings);
            }
        }
        Plan plan = create(read, wish, keys, planning, findings);
        // Whoever has an identifier or address was looked for by it; looking for likenesses again would only cost time.
        boolean held = planning.suspect() && (planning.madeHere() == null || strong.isEmpty());
        return held ? held(plan, read, wish, planning, findings) : plan;
    }

    // ---- what a row says

    /** What a row says of a person. */
    private record Read(
            Map<PersonName.Kind, PersonName> names,
            List<PersonName> spellings,
            @Nullable String honorific,
            List<String> languages,
            @Nullable String country,
            List<Channel> channels,
            List<ExternalId> externalIds,
            List<String> notes,
            @Nullable Sensitivity sensitivity,
            @Nullable String source) {

        String label() {
            return names.values().stream()
                    .findFirst()
                    .map(PersonName::full)
                    .or(() -> channels.stream().findFirst().map(Channel::value))
                    .or(() -> externalIds.stream().findFirst().map(ExternalId::value))
                    .orElse("");
        }

        List<String> fullNames() {
            return names.values().stream().map(PersonName::full).toList();
        }
    }

    private static Read read(RowValues values, Planning planning, Findings findings) {
        Map<PersonName.Kind, PersonName> names = names(values, findings);
        List<PersonName> spellings = new ArrayList<>();
        for (RowValues.Cell cell : values.all(ImportField.OTHER_SPELLING)) {
            for (String spelling : Cells.several(cell.text())) {
                Cells.SplitName split = Cells.split(spelling);
                spellings.add(new PersonName(PersonName.Kind.OTHER, split.given(), split.family(), null));
            }
        }
        List<String> languages = new ArrayList<>();
        for (RowValues.Cell cell : values.all(ImportField.LANGUAGES)) {
            for (String word : cell.text().split("[|;,/\\n]+")) {
                if (!word.isBlank()) {
                    Cells.language(word)
                            .ifPresentOrElse(
                                    tag -> {
                                        if (!languages.contains(tag)) {
                                            languages.add(tag);
                                        }
                                    },
                                    () -> findings.error(ImportField.LANGUAGES, "unknown-language", word.strip()));
                }
            }
        }
        List<String> notes = new ArrayList<>();
        values.all(ImportField.NOTES).forEach(cell -> notes.add(text(cell.text())));
        List<Channel> channels = channels(values, notes, findings);
        String country = values.code(ImportField.COUNTRY, findings).orElse(null);
        Sensitivity sensitivity = values.code(ImportField.SENSITIVITY, findings)
                .map(CodedWords::sensitivity)
                .orElse(null);
        if (sensitivity != null
                && !sensitivity.isWithin(planning.directory().access().officer().clearance())) {
            findings.error(ImportField.SENSITIVITY, "above-clearance");
        }
        String honorific = limited(values, ImportField.HONORIFIC, 60, findings);
        String source = limited(values, ImportField.SOURCE, 250, findings);
        return new Read(
                names,
                spellings,
                honorific,
                languages,
                country,
                channels,
                values.externalIds(findings),
                notes,
                sensitivity,
                source);
    }

    private static Map<PersonName.Kind, PersonName> names(RowValues values, Findings findings) {
        Map<PersonName.Kind, PersonName> names = new LinkedHashMap<>();
        String given = line(values, ImportField.GIVEN_NAME);
        String family = line(values, ImportField.FAMILY_NAME);
        String full = line(values, ImportField.FULL_NAME);
        if (!full.isEmpty() && given.isEmpty() && family.isEmpty()) {
            Cells.SplitName split = split(full, findings);
            put(names, Cells.kindOf(full), split.given(), split.family(), findings);
        } else if (!given.isEmpty() || !family.isEmpty()) {
            put(names, Cells.kindOf(given + family), given, family, findings);
        }
        String nativeGiven = line(values, ImportField.NATIVE_GIVEN_NAME);
        String nativeFamily = line(values, ImportField.NATIVE_FAMILY_NAME);
        String nativeFull = line(values, ImportField.NATIVE_FULL_NAME);
        if (!nativeFull.isEmpty() && nativeGiven.isEmpty() && nativeFamily.isEmpty()) {
            Cells.SplitName split = split(nativeFull, findings);
            put(names, PersonName.Kind.NATIVE, split.given(), split.family(), findings);
        } else if (!nativeGiven.isEmpty() || !nativeFamily.isEmpty()) {
            put(names, PersonName.Kind.NATIVE, nativeGiven, nativeFamily, findings);
        }
        return names;
    }

    private static Cells.SplitName split(String full, Findings findings) {
        Cells.SplitName split = Cells.split(full);
        if (split.guessed()) {
            findings.notice(ImportField.FULL_NAME, "name-split", split.family(), split.given());
        } else if (split.recased()) {
            findings.notice(ImportField.FULL_NAME, "name-recased", split.family());
        }
        return split;
    }

    private static void put(
            Map<PersonName.Kind, PersonName> names,
            PersonName.Kind kind,
            String given,
            String family,
            Findings findings) {
        if (given.length() > 120 || family.length() > 120) {
            findings.error(ImportField.FAMILY_NAME, "too-long", 120);
        } else {
            names.put(kind, new PersonName(kind, given, family, null));
        }
    }

    private static List<Channel> channels(RowValues values, List<String> notes, Findings findings) {
        List<Channel> channels = new ArrayList<>();
        emails(values, findings).forEach(email -> add(channels, Channel.Kind.EMAIL, Channel.Purpose.WORK, email));
        phones(values, ImportField.PHONE, Channel.Purpose.WORK, channels, notes, findings);
        phones(values, ImportField.MOBILE, Channel.Purpose.MOBILE, channels, notes, findings);
        for (RowValues.Cell cell : values.all(ImportField.ADDRESS)) {
            String address = cell.text().replaceAll("\\s*[\\r\\n]+\\s*", ", ").replaceAll("\\s+", " ");
            if (address.length() > 500) {
                findings.error(ImportField.ADDRESS, "too-long", 500);
            } else {
                add(channels, Channel.Kind.ADDRESS, Channel.Purpose.WORK, address);
            }
        }
        for (RowValues.Cell cell : values.all(ImportField.WEBSITE)) {
            String site = cell.text();
            String address = site.matches("(?i)https?://.*") ? site : "https://" + site;
            if (address.length() <= 500
                    && address.matches("(?i)https?://[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}(:\\d+)?([/?#]\\S*)?")) {
                add(channels, Channel.Kind.WEBSITE, Channel.Purpose.WORK, address);
            } else {
                notes.add(text(site));
                findings.notice(ImportField.WEBSITE, "kept-in-notes", site);
            }
        }
        return channels;
    }

    private static List<String> emails(RowValues values, Findings findings) {
        List<String> emails = new ArrayList<>();
        for (RowValues.Cell cell : values.all(ImportField.EMAIL)) {
            for (String address : Cells.addresses(cell.text())) {
                Cells.email(address)
                        .ifPresentOrElse(emails::add, () -> findings.error(ImportField.EMAIL, "bad-email", address));
            }
        }
        return emails;
    }

    /** What is no telephone number by the rules of its country is kept as a note: no text is lost. */
    private static void phones(
            RowValues values,
            ImportField field,
            Channel.Purpose purpose,
            List<Channel> channels,
            List<String> notes,
            Findings findings) {
        for (RowValues.Cell cell : values.all(field)) {
            for (String number : Cells.several(cell.text())) {
                Cells.phone(number).ifPresentOrElse(phone -> add(channels, Channel.Kind.PHONE, purpose, phone), () -> {
                    notes.add(text(number));
                    findings.notice(field, "kept-in-notes", number);
                });
            }
        }
    }

    private static void add(List<Channel> channels, Channel.Kind kind, Channel.Purpose purpose, String value) {
        if (channels.stream().noneMatch(channel -> isSame(channel, kind, value))) {
            channels.add(new Channel(kind, purpose, value, false));
        }
    }

    private static boolean isSame(Channel channel, Channel.Kind kind, String value) {
        return channel.kind() == kind && channel.value().equalsIgnoreCase(value.strip());
    }

    private static String line(RowValues values, ImportField field) {
        String line = MandateWish.line(values.one(field));
        return line == null ? "" : line;
    }

    private static String text(String cell) {
        return cell.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    private static @Nullable String limited(RowValues values, ImportField field, int longest, Findings findings) {
        String line = line(values, field);
        if (line.length() > longest) {
            findings.error(field, "too-long", longest);
        }
        return line.isEmpty() ? null : line;
    }

    // ---- who it is

    /** How sensitive the row means its contact to be; all that the officer may see when it cannot be told. */
    private static Sensitivity wanted(RowValues values, Planning planning) {
        if (!values.has(ImportField.SENSITIVITY)) {
            return planning.usual();
        }
        Sensitivity clearance = planning.directory().access().officer().clearance();
        return values.code(ImportField.SENSITIVITY, new Findings(List.of(), List.of()))
                .map(CodedWords::sensitivity)
                .filter(stated -> stated.isWithin(clearance))
                .orElse(clearance);
    }

    /** Those whom a row means that cannot be used: it is not shown to whoever may not see them. */
    private static Findings ofWhomItMeans(RowValues values, @Nullable ContactView own, Planning planning) {
        Findings aside = new Findings(List.of(), List.of());
        known(read(values, planning, aside), own, planning, aside);
        return aside;
    }

    /** The contact of the mission whose id the row names; null when it names none. */
    private static @Nullable ContactView own(RowValues values, Planning planning, Findings findings) {
        Optional<UUID> id = values.crmId(findings);
        if (id.isEmpty()) {
            return null;
        }
        Optional<ContactView> found = planning.lookups()
                .contacts()
                .byId(new ContactId(id.get()))
                .filter(one ->
                        one.mission().equals(planning.directory().access().home()));
        if (found.isEmpty()) {
            findings.error(ImportField.CRM_ID, "no-such-record", id.get().toString());
        }
        found.ifPresent(findings::touches);
        return found.orElse(null);
    }

    /** What the row says that an export of the contact would not say in the same words. */
    private static RowValues news(RowValues values, ContactView own) {
        ListColumn.Person person = new ListColumn.Person(own.id(), own.details(), null, "en");
        boolean held = values.all(ImportField.SINCE).isEmpty()
                && values.all(ImportField.UNTIL).isEmpty()
                && own.mandates().stream().anyMatch(mandate -> mandate.current() && isHeld(mandate, values));
        return values.without(cell -> switch (cell.field()) {
            case ORGANISATION, ROLE, POST_TITLE -> held;
            default -> ListColumn.isSaid(ListColumn.CONTACTS, person, cell.field(), cell.text());
        });
    }

    private static boolean isHeld(MandateView mandate, RowValues values) {
        String organisation = values.one(ImportField.ORGANISATION);
        String role = values.one(ImportField.ROLE);
        String title = values.one(ImportField.POST_TITLE);
        return (organisation.equals(mandate.acronym())
                        || mandate.organisationNames().texts().containsValue(organisation))
                && (role.isEmpty() || role.equals(mandate.role().code()))
                && (title.isEmpty() || mandate.title().texts().containsValue(title));
    }

    private static Optional<ContactView> known(
            Read read, @Nullable ContactView own, Planning planning, Findings findings) {
        Map<ContactId, ContactView> found = new LinkedHashMap<>();
        if (own != null) {
            found.put(own.id(), own);
        }
        for (ExternalId id : read.externalIds()) {
            planning.lookups().contacts().byExternalId(id).ifPresent(contact -> found.put(contact.id(), contact));
        }
        found.values().forEach(findings::touches);
        if (found.size() > 1) {
            findings.error(ImportField.EXTERNAL_ID, "several-contacts");
            return Optional.empty();
        }
        if (found.isEmpty() && !planning.fresh()) {
            for (String email : emails(read.channels())) {
                for (ContactView contact : planning.lookups().contacts().byEmail(email)) {
                    if (!isAnother(contact.details(), read)) {
                        found.put(contact.id(), contact);
                    }
                }
            }
            found.values().forEach(findings::touches);
            if (found.size() > 1) {
                findings.error(ImportField.EMAIL, "several-contacts");
                return Optional.empty();
            }
        }
        Optional<ContactView> known = found.values().stream().findFirst();
        if (known.isPresent() && planning.fresh()) {
            findings.error(
                    ImportField.EXTERNAL_ID,
                    "identifier-taken",
                    known.get().details().displayName());
            return Optional.empty();
        }
        return known;
    }

    private static List<String> emails(List<Channel> channels) {
        return channels.stream()
                .filter(channel -> channel.kind() == Channel.Kind.EMAIL)
                .map(Channel::value)
                .toList();
    }

    /** Different identifiers of one scheme prove different people. */
    private static boolean isAnother(ContactDetails known, Read read) {
        return read.externalIds().stream()
                .anyMatch(id -> known.externalIds().stream()
                                .anyMatch(other -> other.scheme().equals(id.scheme()))
                        && !known.externalIds().contains(id));
    }

    private static Set<String> strongKeys(Read read) {
        Set<String> keys = new LinkedHashSet<>();
        read.externalIds().forEach(id -> keys.add("x:" + id.scheme() + ":" + id.value()));
        if (keys.isEmpty()) {
            emails(read.channels()).forEach(email -> keys.add("e:" + Mentions.folded(email)));
        }
        return keys;
    }

    /** The letters of a name in order: the same for any order, case, accents and blanks. */
    private static @Nullable String likeness(List<String> names) {
        for (String name : names) {
            char[] letters = NameKeys.plain(name).replace(" ", "").toCharArray();
            if (letters.length > 3) {
                Arrays.sort(letters);
                return "n:" + new String(letters);
            }
        }
        return null;
    }

    private static ContactDetails details(String json) {
        return JsonText.read(json, ContactDetails.class);
    }

    // ---- what would be done

    private static Plan again(
            EarlierRows.Earlier earlier,
            int score,
            @Nullable ContactView known,
            Read read,
            @Nullable MandateWish wish,
            Set<String> keys,
            Planning planning,
            Findings findings) {
        ContactDetails before = details(earlier.planned());
        ContactDetails after = merged(before, read, planning.settings(), false);
        List<FieldChange> changes = new ArrayList<>(differences(before, after));
        boolean different = !changes.isEmpty();
        MandateWish.Step step = wish == null
                ? null
                : wish.against(
                        known == null ? List.of() : known.mandates(),
                        planning.settings().language());
        if (step != null) {
            changes.addAll(step.changes());
        }
        findings.notice(null, "same-as-row", earlier.number());
        UUID record = known == null ? null : known.id().value();
        RowOutcome outcome = changes.isEmpty() ? RowOutcome.UNCHANGED : RowOutcome.UPDATE;
        Plan plan = Plan.of(outcome, read.label(), record, changes, findings, before.sensitivity(), after, keys, null);
        return different || (score < SAME_IN_FILE && step != null)
                ? plan.suspected(record, before.displayName(), score, earlier.number(), before.sensitivity())
                : plan.sameAs(earlier.number());
    }

    private static Plan held(Plan plan, Read read, @Nullable MandateWish wish, Planning planning, Findings findings) {
        if (!(plan.planned() instanceof ContactDetails planned)) {
            return plan;
        }
        for (DuplicateCandidate candidate : planning.directory().contacts().possibleDuplicates(named(planned), null)) {
            if (candidate.score() < SUSPICION) {
                break;
            }
            if (planning.madeHere() != null
                    && planning.madeHere().test(candidate.contact().id().value())) {
                continue;
            }
            ContactView view =
                    planning.directory().contacts().get(candidate.contact().id());
            if (!isAnother(view.details(), read)) {
                Plan update = update(view, read, wish, plan.keys(), planning, findings);
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
                                plan.sensitivity(),
                                update.contacts(),
                                planned,
                                plan.keys(),
                                null)
                        .suspected(
                                view.id().value(),
                                view.details().displayName(),
                                candidate.score(),
                                null,
                                view.details().sensitivity());
            }
        }
        return plan;
    }

    /** What is left to look for: who has its identifiers or addresses was found before, and is proven to be another person. */
    private static ContactDetails named(ContactDetails details) {
        return new ContactDetails(
                details.names(),
                details.honorific(),
                details.formOfAddress(),
                details.languages(),
                details.country(),
                List.of(),
                List.of(),
                details.notes(),
                details.sensitivity(),
                details.legalBasis(),
                details.source());
    }

    private static Plan create(
            Read read, @Nullable MandateWish wish, Set<String> keys, Planning planning, Findings findings) {
        ContactDetails blank = new ContactDetails(
                List.of(),
                null,
                LocalizedText.EMPTY,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                planning.usual(),
                null,
                planning.settings().source());
        ContactDetails details = merged(blank, read, planning.settings(), true);
        MandateWish.Step step = wish == null
                ? null
                : wish.against(List.of(), planning.settings().language());
        Deed deed = new Deed.Registration(details, wish == null || step == null || wish.isPlaced(), (made, journal) -> {
            if (wish != null && step != null) {
                wish.carryOut(step, made, planning, journal);
            }
        });
        return Plan.of(
                RowOutcome.CREATE,
                read.label(),
                null,
                step == null ? List.of() : step.changes(),
                findings,
                details.sensitivity(),
                details,
                keys,
                deed);
    }

    private static Plan update(
            ContactView known,
            Read read,
            @Nullable MandateWish wish,
            Set<String> keys,
            Planning planning,
            Findings findings) {
        findings.touches(known);
        ContactDetails before = known.details();
        ContactDetails after = merged(before, read, planning.settings(), false);
        List<FieldChange> changes = new ArrayList<>(differences(before, after));
        boolean different = !changes.isEmpty();
        MandateWish.Step step = wish == null
                ? null
                : wish.against(known.mandates(), planning.settings().language());
        if (step != null) {
            changes.addAll(step.changes());
        }
        Deed deed = new Deed.Act(journal -> {
            if (different) {
                ContactView changed = planning.directory().contacts().change(known.id(), known.version(), after);
                planning.lookups().contacts().changed(known, changed.details());
                journal.note(Journal.Act.CONTACT_CHANGED, known.id().value(), before, changed.details());
            }
            if (wish != null && step != null) {
                wish.carryOut(step, known, planning, journal);
            }
            return known.id().value();
        });
        return Plan.of(
                changes.isEmpty() ? RowOutcome.UNCHANGED : RowOutcome.UPDATE,
                before.displayName(),
                known.id().value(),
                changes,
                findings,
                after.sensitivity().level() > before.sensitivity().level() ? after.sensitivity() : before.sensitivity(),
                after,
                keys,
                changes.isEmpty() ? null : deed);
    }

    /** The details with what the row says added: blank cells erase nothing, lists only grow. */
    private static ContactDetails merged(ContactDetails before, Read read, ImportSettings settings, boolean fresh) {
        List<PersonName> names = new ArrayList<>(before.names());
        read.names().forEach((kind, name) -> {
            int at = -1;
            for (int i = 0; i < names.size(); i++) {
                at = names.get(i).kind() == kind ? i : at;
            }
            if (at < 0) {
                names.add(name);
            } else {
                PersonName known = names.get(at);
                if (!isSameName(known, name)) {
                    names.set(
                            at,
                            new PersonName(
                                    kind,
                                    name.given().isEmpty() ? known.given() : name.given(),
                                    name.family().isEmpty() ? known.family() : name.family(),
                                    known.language()));
                }
            }
        });
        for (PersonName spelling : read.spellings()) {
            if (names.stream().noneMatch(name -> name.full().equalsIgnoreCase(spelling.full()))) {
                names.add(spelling);
            }
        }
        List<Channel> channels = new ArrayList<>(before.channels());
        for (Channel channel : read.channels()) {
            if (channels.stream().noneMatch(known -> isSame(known, channel.kind(), channel.value()))) {
                boolean first = channels.stream().noneMatch(known -> known.kind() == channel.kind());
                channels.add(new Channel(channel.kind(), channel.purpose(), channel.value(), first));
            }
        }
        List<String> languages = new ArrayList<>(before.languages());
        read.languages().stream().filter(tag -> !languages.contains(tag)).forEach(languages::add);
        List<ExternalId> ids = new ArrayList<>(before.externalIds());
        read.externalIds().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        String notes = before.notes() == null ? "" : before.notes();
        for (String note : read.notes()) {
            if (!note.isEmpty() && !notes.contains(note)) {
                notes = notes.isEmpty() ? note : notes + "\n\n" + note;
            }
        }
        String source = read.source() != null ? read.source() : before.source();
        return new ContactDetails(
                names,
                read.honorific() != null ? read.honorific() : before.honorific(),
                before.formOfAddress(),
                languages,
                read.country() != null ? read.country() : before.country(),
                channels,
                ids,
                notes.isEmpty() ? null : notes,
                read.sensitivity() != null ? read.sensitivity() : before.sensitivity(),
                before.legalBasis(),
                fresh && source == null ? settings.source() : source);
    }

    /** Whether two spellings are one: equal, the same whole, or the new one merely in capitals. */
    private static boolean isSameName(PersonName known, PersonName name) {
        return (isSamePart(known.given(), name.given()) && isSamePart(known.family(), name.family()))
                || known.full().equals(name.full());
    }

    private static boolean isSamePart(String known, String part) {
        return part.isEmpty() || known.equals(part) || (Cells.isCapitals(part) && known.equalsIgnoreCase(part));
    }

    private static List<FieldChange> differences(ContactDetails before, ContactDetails after) {
        List<FieldChange> changes = new ArrayList<>();
        Map<String, String> from = plain(before);
        Map<String, String> to = plain(after);
        to.forEach((key, value) -> {
            String old = from.get(key);
            if (!value.equals(old)) {
                int hash = key.indexOf('#');
                changes.add(new FieldChange(hash < 0 ? key : key.substring(0, hash), old, value));
            }
        });
        return changes;
    }

    /** Fields with their values as texts; those of which there may be several have their value in the key too. */
    private static Map<String, String> plain(ContactDetails details) {
        Map<String, String> plain = new LinkedHashMap<>();
        for (PersonName name : details.names()) {
            switch (name.kind()) {
                case LATIN -> {
                    put(plain, ImportField.GIVEN_NAME, name.given());
                    put(plain, ImportField.FAMILY_NAME, name.family());
                }
                case NATIVE -> {
                    put(plain, ImportField.NATIVE_GIVEN_NAME, name.given());
                    put(plain, ImportField.NATIVE_FAMILY_NAME, name.family());
                }
                default -> plain.put(ImportField.OTHER_SPELLING.code() + "#" + name.full(), name.full());
            }
        }
        put(plain, ImportField.HONORIFIC, details.honorific());
        put(plain, ImportField.LANGUAGES, String.join(", ", details.languages()));
        put(plain, ImportField.COUNTRY, details.country());
        for (Channel channel : details.channels()) {
            ImportField field =
                    switch (channel.kind()) {
                        case EMAIL -> ImportField.EMAIL;
                        case PHONE ->
                            channel.purpose() == Channel.Purpose.MOBILE ? ImportField.MOBILE : ImportField.PHONE;
                        case ADDRESS -> ImportField.ADDRESS;
                        case WEBSITE, MESSENGER -> ImportField.WEBSITE;
                    };
            plain.put(field.code() + "#" + channel.value(), channel.value());
        }
        for (ExternalId id : details.externalIds()) {
            plain.put(ImportField.EXTERNAL_ID.code() + "#" + id.scheme() + id.value(), id.scheme() + " " + id.value());
        }
        put(plain, ImportField.NOTES, details.notes());
        put(plain, ImportField.SENSITIVITY, details.sensitivity().code());
        put(plain, ImportField.SOURCE, details.source());
        return plain;
    }

    private static void put(Map<String, String> plain, ImportField field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            plain.put(field.code(), value);
        }
    }
}
