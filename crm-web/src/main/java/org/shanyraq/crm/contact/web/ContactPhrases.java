package org.shanyraq.crm.contact.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.web.PageSupport;
import org.springframework.modulith.NamedInterface;

/** Says in words what is asked of contacts, a phrase for each criterion. */
@NamedInterface("web")
public final class ContactPhrases {

    private final Organisations organisations;
    private final Segments segments;
    private final PageSupport page;

    public ContactPhrases(Organisations organisations, Segments segments, PageSupport page) {
        this.organisations = organisations;
        this.segments = segments;
        this.page = page;
    }

    /** What is asked as one sentence, for example "Contacts: with a post in the European Parliament or a part of it, who speak French". */
    public String sentence(ContactQuery query) {
        return sentences(List.of(query)).get(0);
    }

    /** {@link #sentence} for each of many, a page of a list at most. */
    public List<String> sentences(List<ContactQuery> queries) {
        Names names = names(queries);
        return queries.stream()
                .map(query -> phrases(query, names))
                .map(phrases -> phrases.isEmpty()
                        ? say("everybody")
                        : page.message("crm.contact.asked.sentence", List.of(String.join(", ", phrases))))
                .toList();
    }

    /** What the saved queries among these ask; tags and lists ask nothing. */
    public Map<SegmentId, String> asked(List<SegmentView> all) {
        List<SegmentView> asking = all.stream()
                .filter(segment -> !segment.details().kind().hasMembers())
                .toList();
        List<String> sentences =
                sentences(asking.stream().map(SegmentView::asked).toList());
        Map<SegmentId, String> asked = new HashMap<>();
        for (int i = 0; i < asking.size(); i++) {
            asked.put(asking.get(i).id(), sentences.get(i));
        }
        return asked;
    }

    /** What is asked for; what is gone or not to be seen is missing. */
    private record Names(Map<OrganisationId, String> organisations, Map<SegmentId, SegmentView> segments) {}

    private Names names(List<ContactQuery> queries) {
        List<OrganisationId> places = queries.stream()
                .map(ContactQuery::organisation)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<SegmentId> asked = queries.stream()
                .map(ContactQuery::segment)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Names(
                places.isEmpty()
                        ? Map.of()
                        : organisations.getAll(places).stream()
                                .collect(Collectors.toMap(
                                        OrganisationView::id,
                                        found -> page.text(found.details().names()))),
                asked.isEmpty()
                        ? Map.of()
                        : segments.getAll(asked).stream()
                                .collect(Collectors.toMap(SegmentView::id, Function.identity())));
    }

    private List<String> phrases(ContactQuery query, Names names) {
        List<String> phrases = new ArrayList<>();
        if (query.text() != null) {
            phrases.add(say("text", query.text()));
        }
        if (query.organisation() != null) {
            phrases.add(say("organisation", names.organisations().getOrDefault(query.organisation(), gone())));
        }
        if (query.role() != null) {
            phrases.add(say("role", page.message("crm.organisation.role." + page.code(query.role()))));
        }
        if (query.circle() != null) {
            phrases.add(say("circle", page.message("crm.organisation.circle." + page.code(query.circle()))));
        }
        if (query.country() != null) {
            phrases.add(say("country", page.country(query.country())));
        }
        if (query.language() != null && query.orLanguage() != null) {
            phrases.add(
                    say("languages", page.spokenLanguage(query.language()), page.spokenLanguage(query.orLanguage())));
        } else if (query.language() != null || query.orLanguage() != null) {
            phrases.add(say(
                    "language", page.spokenLanguage(query.language() == null ? query.orLanguage() : query.language())));
        }
        if (query.segment() != null) {
            SegmentView segment = names.segments().get(query.segment());
            phrases.add(
                    segment == null
                            ? say("tag", gone())
                            : say(
                                    segment.details().kind().code(),
                                    segment.details().name()));
        }
        if (query.notInvitedDays() != null) {
            phrases.add(say("not-invited", query.notInvitedDays().toString()));
        }
        if (query.noContactDays() != null) {
            phrases.add(say("no-contact", query.noContactDays().toString()));
        }
        if (query.sensitivity() != null) {
            phrases.add(say("sensitivity", page.message("crm.shared.sensitivity." + page.code(query.sensitivity()))));
        }
        if (query.asOf() != null) {
            phrases.add(say("as-of", page.date(query.asOf())));
        }
        if (query.archived() != Archived.WITHOUT) {
            phrases.add(say("archived." + page.code(query.archived())));
        }
        return phrases;
    }

    private String gone() {
        return page.message("crm.shared.history.value.gone");
    }

    private String say(String what, String... values) {
        return page.message("crm.contact.asked." + what, List.of(values));
    }
}
