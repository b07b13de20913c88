package org.shanyraq.crm.contact.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateId;
import org.shanyraq.crm.contact.MandateQuery;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class MandateService implements Mandates {

    private final Access access;
    private final MandateRepository mandates;
    private final MandateReader reader;
    private final Posts posts;
    private final AuditTrail audit;

    MandateService(Access access, MandateRepository mandates, MandateReader reader, Posts posts, AuditTrail audit) {
        this.access = access;
        this.posts = posts;
        this.mandates = mandates;
        this.reader = reader;
        this.audit = audit;
    }

    /** What the history says of a mandate: with names, so that it can be read when post and organisation are gone. */
    record Noted(
            ContactId contact,
            PostId post,
            PostRole role,
            LocalizedText title,
            LocalizedText organisation,
            Tenure tenure,
            @Nullable String note) {

        static Noted of(MandateDetails details, PostRole role, LocalizedText title, LocalizedText organisation) {
            return new Noted(
                    details.contact(), details.post(), role, title, organisation, details.tenure(), details.note());
        }

        static Noted of(MandateView view) {
            return of(view.details(), view.role(), view.title(), view.organisationNames());
        }
    }

    /** A mandate that keeps the rules, with what the rules looked at. */
    private record Checked(MandateDetails details, MandateReader.Person person, MandateReader.Seat seat) {

        Noted noted() {
            return Noted.of(details, seat.role(), seat.title(), seat.organisation());
        }
    }

    @Override
    @Transactional
    public MandateView begin(MandateDetails details) {
        Checked checked = check(details, null);
        Mandate mandate = Mandate.begin(checked.person().mission(), checked.details());
        save(mandate);
        audit.record(subject(mandate, checked.person()), AuditAction.CREATED, null, checked.noted());
        return get(mandate.id());
    }

    @Override
    @Transactional
    public MandateView begin(ContactId contact, PostDetails post, Tenure tenure, @Nullable String note) {
        return begin(new MandateDetails(contact, post(post), tenure, note));
    }

    @Override
    @Transactional
    public MandateView change(MandateId id, long version, PostDetails post, Tenure tenure, @Nullable String note) {
        PostId held = post(post);
        return change(id, version, new MandateDetails(get(id).details().contact(), held, tenure, note));
    }

    /** Whoever may not establish a post takes one that there is, or is told so. */
    private PostId post(PostDetails wanted) {
        if (access.officer().may(Right.EDIT_ORGANISATIONS)) {
            return posts.establishOnce(wanted).id();
        }
        String title = wanted.title().texts().values().stream().findFirst().orElse(null);
        return posts.find(wanted.organisation(), wanted.role(), title)
                .map(PostView::id)
                .orElseThrow(() -> InvalidInputException.of("post", "crm.contact.error.post-unknown"));
    }

    @Override
    @Transactional
    public MandateView change(MandateId id, long version, MandateDetails details) {
        MandateView before = get(id);
        Mandate mandate = find(id, version);
        Checked checked = check(details, before);
        if (mandate.change(checked.details())) {
            save(mandate);
            audit.record(subject(mandate, checked.person()), AuditAction.CHANGED, Noted.of(before), checked.noted());
        }
        return get(id);
    }

    @Override
    @Transactional
    public void remove(MandateId id, long version) {
        AccessScope scope = access.scope();
        MandateView before = get(id);
        Mandate mandate = find(id, version);
        MandateReader.Person person =
                reader.person(before.details().contact(), scope).orElseThrow(NotFoundException::new);
        mandate.remove();
        mandates.delete(mandate);
        mandates.flush();
        audit.record(subject(mandate, person), AuditAction.DELETED, Noted.of(before), null);
    }

    private Mandate find(MandateId id, long version) {
        Mandate mandate = mandates.findByIdAndMissionIdIn(
                        id.value(), access.scope().missionIds())
                .orElseThrow(NotFoundException::new);
        mandate.requireVersion(version);
        return mandate;
    }

    private Checked check(MandateDetails details, @Nullable MandateView changed) {
        Findings findings = new Findings("crm.contact.error.");
        MandateReader.Person person =
                reader.person(details.contact(), access.scope()).orElse(null);
        if (person == null) {
            findings.add("contact", "contact-unknown");
            throw findings.exception();
        }
        if (changed != null && !changed.details().contact().equals(details.contact())) {
            findings.add("contact", "mandate-contact");
        }
        String note = findings.lines("note", details.note(), 500);
        MandateReader.Seat seat = reader.lock(details.post(), person.mission()).orElse(null);
        if (seat == null) {
            findings.add("post", "post-unknown");
            throw findings.exception();
        }
        boolean taken = changed == null || !changed.details().post().equals(details.post());
        if (taken && seat.archived()) {
            findings.add("post", "post-archived");
        }
        MandateChecks.check(
                details,
                seat,
                reader.holdings(seat, details, access.scope().clearance(), changed == null ? null : changed.id()),
                findings);
        findings.throwIfAny();
        return new Checked(new MandateDetails(details.contact(), details.post(), details.tenure(), note), person, seat);
    }

    private void save(Mandate mandate) {
        try {
            mandates.saveAndFlush(mandate);
        } catch (DataIntegrityViolationException contactIsGone) {
            throw new NotFoundException();
        }
    }

    private static AuditSubject subject(Mandate mandate, MandateReader.Person person) {
        return new AuditSubject(
                MandateReader.KIND, mandate.id(), mandate.mission(), person.sensitivity(), mandate.contact());
    }

    @Override
    public MandateView get(MandateId id) {
        return find(id).orElseThrow(NotFoundException::new);
    }

    @Override
    public Optional<MandateView> find(MandateId id) {
        return reader.view(id, access.scope());
    }

    @Override
    public List<MandateView> of(ContactId contact) {
        AccessScope scope = access.scope();
        if (reader.person(contact, scope).isEmpty()) {
            throw new NotFoundException();
        }
        return reader.of(contact, scope);
    }

    @Override
    public List<MandateView> of(PostId post) {
        AccessScope scope = access.scope();
        if (!reader.isPostVisible(post, scope)) {
            throw new NotFoundException();
        }
        return reader.of(post, scope);
    }

    @Override
    public Slice<MandateView> list(MandateQuery query, Paging paging) {
        return reader.list(query, access.scope(), paging);
    }
}
