package org.shanyraq.crm.organisation.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostHolders;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class PostService implements Posts {

    private static final int MOST_SUGGESTIONS = 10;
    private static final int MOST_SEATS = 100_000;

    private final Access access;
    private final PostRepository posts;
    private final OrganisationRepository organisations;
    private final PostReader reader;
    private final OrganisationReader organisationReader;
    private final PostIndex index;
    private final ObjectProvider<PostHolders> holders;
    private final AuditTrail audit;
    private final Clock clock;

    PostService(
            Access access,
            PostRepository posts,
            OrganisationRepository organisations,
            PostReader reader,
            OrganisationReader organisationReader,
            PostIndex index,
            ObjectProvider<PostHolders> holders,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.posts = posts;
        this.organisations = organisations;
        this.reader = reader;
        this.organisationReader = organisationReader;
        this.index = index;
        this.holders = holders;
        this.audit = audit;
        this.clock = clock;
    }

    private record Checked(Organisation organisation, PostDetails details) {}

    @Override
    @Transactional
    public PostView establish(PostDetails details) {
        Checked checked = checked(details, access.home(), null);
        Post post = Post.establish(checked.organisation(), checked.details());
        posts.saveAndFlush(post);
        index.put(post, checked.organisation());
        audit.record(subject(post), AuditAction.CREATED, null, post.details());
        return view(post);
    }

    @Override
    @Transactional
    public PostView establishOnce(PostDetails details) {
        // The organisation is locked first: what another has established meanwhile is seen then.
        PostDetails wanted = checked(details, access.home(), null).details();
        String title = wanted.title().texts().values().stream().findFirst().orElse(null);
        return find(wanted.organisation(), wanted.role(), title).orElseGet(() -> establish(wanted));
    }

    @Override
    @Transactional
    public PostView change(PostId id, long version, PostDetails details) {
        Post post = find(id, version);
        PostDetails before = post.details();
        Checked checked = checked(details, post.mission(), post);
        if (post.change(checked.organisation(), checked.details())) {
            posts.saveAndFlush(post);
            index.put(post, checked.organisation());
            audit.record(subject(post), AuditAction.CHANGED, before, post.details());
        }
        return view(post);
    }

    /**
     * The details as they are kept, and the organisation that they name, which nobody else changes until the end of the
     * transaction.
     */
    private Checked checked(PostDetails details, MissionId mission, @Nullable Post changed) {
        Findings findings = new Findings("crm.organisation.error.");
        LocalizedText title = findings.localized("title", details.title(), 250);
        if (details.role() == PostRole.OTHER && details.title().isEmpty()) {
            findings.add("title", "title");
        }
        Integer seats = details.seats();
        if (seats != null && (seats < 1 || seats > MOST_SEATS)) {
            findings.add("seats", "seats", MOST_SEATS);
        }
        Optional<Organisation> organisation =
                organisations.findByIdAndMissionIdIn(details.organisation().value(), List.of(mission.value()));
        boolean stays = changed != null && changed.organisation().equals(details.organisation());
        if (organisation.isEmpty()) {
            findings.add("organisation", "organisation-unknown");
        } else if (organisation.get().isArchived() && !stays) {
            findings.add("organisation", "organisation-archived");
        }
        findings.throwIfAny();
        return new Checked(
                organisation.orElseThrow(),
                new PostDetails(details.organisation(), details.role(), title, seats, details.validity()));
    }

    @Override
    @Transactional
    public PostView archive(PostId id, long version) {
        Post post = find(id, version);
        if (post.archive()) {
            posts.saveAndFlush(post);
            audit.record(subject(post), AuditAction.ARCHIVED, null, null);
        }
        return view(post);
    }

    @Override
    @Transactional
    public PostView restore(PostId id, long version) {
        Post post = find(id, version);
        if (post.restore()) {
            posts.saveAndFlush(post);
            audit.record(subject(post), AuditAction.RESTORED, null, null);
        }
        return view(post);
    }

    @Override
    @Transactional
    public void withdraw(PostId id, long version) {
        Post post = find(id, version);
        if (holders.stream().anyMatch(people -> people.isUsed(id))) {
            throw new ConflictException("crm.organisation.error.post-used");
        }
        PostDetails before = post.details();
        post.withdraw();
        try {
            posts.delete(post);
            posts.flush();
        } catch (DataIntegrityViolationException somethingHangsOnItNow) {
            throw new ConflictException("crm.organisation.error.post-used");
        }
        index.remove(post);
        audit.record(subject(post), AuditAction.DELETED, before, null);
    }

    private Post find(PostId id, long version) {
        Post post = posts.findByIdAndMissionIdIn(id.value(), access.scope().missionIds())
                .orElseThrow(NotFoundException::new);
        post.requireVersion(version);
        return post;
    }

    private static AuditSubject subject(Post post) {
        return new AuditSubject(PostReader.KIND, post.id(), post.mission(), Sensitivity.PUBLIC, post.organisation());
    }

    private PostView view(Post post) {
        return get(post.id(), LocalDate.now(clock));
    }

    @Override
    public PostView get(PostId id, LocalDate day) {
        return find(id, day).orElseThrow(NotFoundException::new);
    }

    @Override
    public Optional<PostView> find(PostId id, LocalDate day) {
        return reader.view(id, day, access.scope());
    }

    @Override
    public List<PostView> of(OrganisationId organisation, LocalDate day) {
        AccessScope scope = access.scope();
        List<PostView> found = reader.of(organisation, day, scope);
        if (found.isEmpty() && !organisationReader.isVisible(organisation, scope)) {
            throw new NotFoundException();
        }
        return found;
    }

    @Override
    public Slice<PostView> list(
            @Nullable OrganisationId organisation,
            @Nullable PostRole role,
            boolean vacantOnly,
            LocalDate day,
            Paging paging) {
        return vacantOnly
                ? reader.vacant(organisation, role, day, access.scope(), paging)
                : reader.list(organisation, role, day, access.scope(), paging);
    }

    @Override
    public Optional<PostView> find(OrganisationId organisation, PostRole role, @Nullable String title) {
        return reader.withRole(organisation, role, title, LocalDate.now(clock), access.scope()).stream()
                .findFirst();
    }

    @Override
    public List<PostView> suggest(String text) {
        return reader.fitting(text, LocalDate.now(clock), access.scope(), MOST_SUGGESTIONS);
    }

    @Override
    public Slice<AuditEntry> history(PostId id, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, scope, paging);
    }
}
