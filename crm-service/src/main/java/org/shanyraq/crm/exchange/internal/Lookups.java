package org.shanyraq.crm.exchange.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;

/** Organisations, posts and contacts looked up once for a stretch of rows, since many rows name the same ones. Of one transaction only. */
final class Lookups {

    private final Directory directory;
    private final Map<ExternalId, Optional<Found>> byExternalId = new HashMap<>();
    private final Map<String, List<Found>> byName = new HashMap<>();
    private final Map<String, Optional<PostId>> posts = new HashMap<>();
    private final KnownContacts contacts;

    Lookups(Directory directory) {
        this.directory = directory;
        this.contacts = new KnownContacts(directory.contacts());
    }

    /** An organisation that is known. */
    record Found(
            OrganisationId id,
            LocalizedText names,
            @Nullable String acronym,
            OrganisationKind kind) {

        String label(String language) {
            return acronym != null ? acronym : names.in(language);
        }
    }

    Directory directory() {
        return directory;
    }

    KnownContacts contacts() {
        return contacts;
    }

    Optional<Found> organisation(ExternalId externalId) {
        return byExternalId.computeIfAbsent(externalId, id -> directory
                .organisations()
                .findByExternalId(id)
                .filter(found -> !found.archived())
                .map(found -> found(found.id(), found.details())));
    }

    /** Those with that name or acronym; those with exactly that acronym alone when there are such. */
    List<Found> organisations(String nameOrAcronym) {
        return byName.computeIfAbsent(nameOrAcronym, text -> {
            List<Found> found = directory.organisations().findByName(text).stream()
                    .map(Lookups::found)
                    .toList();
            List<Found> exact =
                    found.stream().filter(one -> text.equals(one.acronym())).toList();
            return exact.size() == 1 ? exact : found;
        });
    }

    private static Found found(OrganisationSummary summary) {
        return new Found(summary.id(), summary.names(), summary.acronym(), summary.kind());
    }

    private static Found found(OrganisationId id, OrganisationDetails details) {
        return new Found(id, details.names(), details.acronym(), details.kind());
    }

    Optional<PostId> post(OrganisationId organisation, PostRole role, @Nullable String title) {
        return posts.computeIfAbsent(
                key(organisation, role, title),
                key -> directory.posts().find(organisation, role, title).map(PostView::id));
    }

    private static String key(OrganisationId organisation, PostRole role, @Nullable String title) {
        return organisation + " " + role + " " + (title == null ? "" : title);
    }

    Found register(String name, OrganisationDetails details, Journal journal) {
        var made = directory.organisations().register(details);
        journal.note(Journal.Act.ORGANISATION_REGISTERED, made.id().value(), null, made.details());
        Found found = found(made.id(), made.details());
        byName.put(name, List.of(found));
        details.externalIds().forEach(id -> byExternalId.put(id, Optional.of(found)));
        return found;
    }

    PostId establish(PostDetails details, @Nullable String title, Journal journal) {
        PostView made = directory.posts().establish(details);
        journal.note(Journal.Act.POST_ESTABLISHED, made.id().value(), null, made.details());
        posts.put(key(details.organisation(), details.role(), title), Optional.of(made.id()));
        return made.id();
    }
}
