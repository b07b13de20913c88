package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;

/**
 * The mandate that a row names: in which organisation, as what, since when.
 *
 * @param organisation null: is made under {@code organisationName}
 * @param post null: is established
 * @param tenure null: the row says nothing of it
 */
record MandateWish(
        Lookups.@Nullable Found organisation,
        String organisationName,
        PostRole role,
        @Nullable String title,
        @Nullable PostId post,
        @Nullable Tenure tenure,
        @Nullable String note) {

    /** What the wish amounts to, given what the person holds: what to change, or null when it is so already. */
    record Step(
            @Nullable MandateView held,
            Tenure tenure,
            @Nullable String note,
            List<FieldChange> changes) {}

    /** Null when the row names no organisation, or when something is wrong with it, which is noted. */
    static @Nullable MandateWish read(RowValues values, Planning planning, Findings findings) {
        Optional<Place> place = place(values, planning, findings);
        Optional<String> code = values.code(ImportField.ROLE, findings);
        PartialDate since = values.date(ImportField.SINCE, findings);
        PartialDate until = values.date(ImportField.UNTIL, findings);
        if (place.isEmpty()) {
            if (!findings.areBad()
                    && (code.isPresent() || values.has(ImportField.POST_TITLE) || since != null || until != null)) {
                findings.notice(ImportField.ORGANISATION, "no-organisation");
            }
            return null;
        }
        if (since != null && until != null && until.latest().isBefore(since.earliest())) {
            findings.error(ImportField.UNTIL, "ends-before-start", until.toString(), since.toString());
            return null;
        }
        Lookups.Found organisation = place.get().found();
        String title = line(values.oneOrNull(ImportField.POST_TITLE));
        PostRole role;
        if (code.isPresent()) {
            role = CodedWords.role(code.get());
            if (role == PostRole.OTHER && title == null) {
                title = line(values.one(ImportField.ROLE));
            }
        } else if (values.has(ImportField.ROLE)) {
            return null;
        } else if (title != null) {
            role = CodedWords.recognised(ImportField.ROLE, title)
                    .map(CodedWords::role)
                    .orElse(PostRole.OTHER);
            title = role == PostRole.OTHER ? title : null;
        } else {
            role = organisation != null && isCollegiate(organisation.kind()) ? PostRole.MEMBER : PostRole.OFFICER;
            findings.notice(ImportField.ROLE, "role-assumed", CodedWords.word(ImportField.ROLE, role));
        }
        PostId post = organisation == null
                ? null
                : planning.lookups().post(organisation.id(), role, title).orElse(null);
        if (post == null && !planning.settings().createOrganisations()) {
            findings.error(
                    ImportField.ROLE,
                    "no-such-post",
                    title != null ? title : CodedWords.word(ImportField.ROLE, role),
                    place.get().name());
            return null;
        }
        if (post == null) {
            findings.notice(
                    ImportField.ROLE,
                    organisation == null ? "organisation-made" : "post-made",
                    title != null ? title : CodedWords.word(ImportField.ROLE, role),
                    place.get().name());
        }
        Tenure tenure = since == null && until == null ? null : new Tenure(since, until, false);
        return new MandateWish(
                organisation,
                place.get().name(),
                role,
                title,
                post,
                tenure,
                line(values.oneOrNull(ImportField.MANDATE_NOTE)));
    }

    private record Place(Lookups.@Nullable Found found, String name) {}

    private static Optional<Place> place(RowValues values, Planning planning, Findings findings) {
        String name = line(values.oneOrNull(ImportField.ORGANISATION));
        List<ExternalId> ids = values.externalIds(ImportField.ORGANISATION_EXTERNAL_ID, findings);
        for (ExternalId id : ids) {
            Optional<Lookups.Found> found = planning.lookups().organisation(id);
            if (found.isPresent()) {
                return found.map(
                        one -> new Place(one, one.label(planning.settings().language())));
            }
        }
        if (name == null) {
            if (!ids.isEmpty()) {
                findings.error(
                        ImportField.ORGANISATION_EXTERNAL_ID,
                        "no-such-organisation",
                        ids.get(0).value());
            }
            return Optional.empty();
        }
        List<Lookups.Found> named = planning.lookups().organisations(name);
        if (named.size() > 1) {
            findings.error(ImportField.ORGANISATION, "several-organisations", name, named.size());
            return Optional.empty();
        }
        if (named.size() == 1) {
            Lookups.Found one = named.get(0);
            return Optional.of(new Place(one, one.label(planning.settings().language())));
        }
        if (!planning.settings().createOrganisations()) {
            findings.error(ImportField.ORGANISATION, "no-such-organisation", name);
            return Optional.empty();
        }
        if (name.length() > 250) {
            findings.error(ImportField.ORGANISATION, "too-long", 250);
            return Optional.empty();
        }
        return Optional.of(new Place(null, name));
    }

    private static boolean isCollegiate(OrganisationKind kind) {
        return switch (kind) {
            case INSTITUTION,
                    BODY,
                    COMMITTEE,
                    SUBCOMMITTEE,
                    DELEGATION,
                    POLITICAL_GROUP,
                    COUNCIL_CONFIGURATION,
                    PREPARATORY_BODY,
                    ASSOCIATION -> true;
            default -> false;
        };
    }

    static @Nullable String line(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = text.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? null : line;
    }

    /** What is to be done, given the mandates that the person holds or held. */
    @Nullable
    Step against(List<MandateView> mandates, String language) {
        Tenure wanted = tenure == null ? Tenure.UNKNOWN : tenure;
        for (MandateView held : mandates) {
            if (post == null || !held.details().post().equals(post)) {
                continue;
            }
            Tenure known = held.details().tenure();
            if (tenure != null && !tenure.overlaps(known)) {
                continue;
            }
            Tenure merged = tenure == null
                    ? known
                    : new Tenure(
                            tenure.since() == null ? known.since() : tenure.since(),
                            tenure.until() == null ? known.until() : tenure.until(),
                            known.ended() && tenure.until() == null);
            String mergedNote = note == null ? held.details().note() : note;
            List<FieldChange> changes = new ArrayList<>();
            difference(changes, ImportField.SINCE, known.since(), merged.since());
            difference(changes, ImportField.UNTIL, known.until(), merged.until());
            difference(changes, ImportField.MANDATE_NOTE, held.details().note(), mergedNote);
            return changes.isEmpty() ? null : new Step(held, merged, mergedNote, changes);
        }
        List<FieldChange> changes = new ArrayList<>();
        difference(
                changes,
                ImportField.ORGANISATION,
                null,
                organisation == null ? organisationName : organisation.label(language));
        difference(changes, ImportField.ROLE, null, role.code());
        difference(changes, ImportField.POST_TITLE, null, title);
        difference(changes, ImportField.SINCE, null, wanted.since());
        difference(changes, ImportField.UNTIL, null, wanted.until());
        return new Step(null, wanted, note, changes);
    }

    private static void difference(
            List<FieldChange> changes, ImportField field, @Nullable Object before, @Nullable Object after) {
        String from = before == null ? null : before.toString();
        String to = after == null ? null : after.toString();
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field.code(), from, to));
        }
    }

    /** Whether the organisation and the post are there already, so that carrying it out makes nothing that others could mean too. */
    boolean isPlaced() {
        return post != null;
    }

    /** Carries the step out for that contact. Returns the id of the mandate. */
    UUID carryOut(Step step, ContactView person, Planning planning, Journal journal) {
        ContactId contact = person.id();
        MandateView held = step.held();
        if (held != null) {
            MandateDetails changed = new MandateDetails(contact, held.details().post(), step.tenure(), step.note());
            MandateView after = planning.directory().mandates().change(held.id(), held.version(), changed);
            planning.lookups().contacts().mandated(person);
            journal.note(Journal.Act.MANDATE_CHANGED, held.id().value(), held.details(), after.details());
            return held.id().value();
        }
        PostId there = post;
        if (there == null) {
            String language = planning.settings().language();
            Lookups.Found where = organisation;
            if (where == null) {
                where = planning.lookups().organisations(organisationName).stream()
                        .findFirst()
                        .orElse(null);
            }
            if (where == null) {
                where = planning.lookups()
                        .register(
                                organisationName,
                                new OrganisationDetails(
                                        LocalizedText.of(language, organisationName),
                                        null,
                                        OrganisationKind.OTHER,
                                        Circle.OFFICIAL,
                                        null,
                                        Tenure.UNKNOWN,
                                        null,
                                        null,
                                        null,
                                        List.of()),
                                journal);
            }
            Lookups.Found home = where;
            there = planning.lookups().post(home.id(), role, title).orElseGet(() -> planning.lookups()
                    .establish(
                            new PostDetails(
                                    home.id(),
                                    role,
                                    title == null ? LocalizedText.EMPTY : LocalizedText.of(language, title),
                                    null,
                                    Tenure.UNKNOWN),
                            title,
                            journal));
        }
        MandateView begun =
                planning.directory().mandates().begin(new MandateDetails(contact, there, step.tenure(), step.note()));
        planning.lookups().contacts().mandated(person);
        journal.note(Journal.Act.MANDATE_BEGUN, begun.id().value(), null, begun.details());
        return begun.id().value();
    }
}
