package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.DuplicateCandidate;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.BookedSpeaker;
import org.shanyraq.crm.invitation.Booking;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.DelegateRequest;
import org.shanyraq.crm.invitation.EarlierDialogues;
import org.shanyraq.crm.invitation.Elsewhere;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestListPage;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.GuestMail;
import org.shanyraq.crm.invitation.GuestMix;
import org.shanyraq.crm.invitation.GuestNeed;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestSource;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class InvitationService implements Invitations {

    private static final String PREFIX = "crm.invitation.error.";

    private final Access access;
    private final InvitationRepository all;
    private final InvitationReader reader;
    private final SendingReader sendings;
    private final Stages stages;
    private final GuestBalances balances;
    private final GuestSources sources;
    private final Contacts contacts;
    private final Segments segments;
    private final GuestTrail trail;
    private final Seating seating;
    private final Companions companions;
    private final Delegates delegates;
    private final Outbox outbox;
    private final Clock clock;

    InvitationService(
            Access access,
            InvitationRepository all,
            InvitationReader reader,
            SendingReader sendings,
            Stages stages,
            GuestBalances balances,
            GuestSources sources,
            Contacts contacts,
            Segments segments,
            GuestTrail trail,
            Seating seating,
            Companions companions,
            Delegates delegates,
            Outbox outbox,
            Clock clock) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.sendings = sendings;
        this.stages = stages;
        this.balances = balances;
        this.sources = sources;
        this.contacts = contacts;
        this.segments = segments;
        this.trail = trail;
        this.seating = seating;
        this.companions = companions;
        this.delegates = delegates;
        this.outbox = outbox;
        this.clock = clock;
    }

    // ---- proposing
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public ProposedGuests propose(DialogueId dialogue, List<ContactId> wanted) {
        return propose(dialogue, wanted, null);
    }

    @Override
    @Transactional
    public ProposedGuests propose(DialogueId dialogue, List<ContactId> wanted, @Nullable SegmentId foundBy) {
        atMostAPage(wanted);
        InvitationReader.Occasion occasion = open(dialogue);
        Set<ContactId> different = new LinkedHashSet<>(wanted);
        ContactQuery asked =
                foundBy == null ? ContactQuery.ALL : segments.get(foundBy).asked();
        List<ContactSummary> found = contacts.summaries(List.copyOf(different), asked);
        boolean unknown = found.size() < different.size()
                || found.stream().anyMatch(contact -> !contact.mission().equals(occasion.mission()));
        if (unknown) {
            throw new NotFoundException();
        }
        if (found.stream().anyMatch(ContactSummary::archived)) {
            throw new ConflictException(PREFIX + "contact-archived");
        }
        return put(occasion, found, true);
    }

    @Override
    @Transactional
    public ProposedGuests proposeSegment(DialogueId dialogue, SegmentId segment) {
        InvitationReader.Occasion occasion = open(dialogue);
        SegmentView chosen = segments.get(segment);
        ProposedGuests proposed = put(occasion, found(List.of(chosen), occasion), false);
        // Nobody comes from another mission, nor does the word of what it has.
        if (chosen.mission().equals(occasion.mission())) {
            sources.add(dialogue, chosen, access.officer(), clock.instant())
                    .ifPresent(kept -> trail.source(occasion, kept, AuditAction.CREATED));
        }
        return proposed;
    }

    @Override
    @Transactional
    public ProposedGuests proposeSources(DialogueId dialogue) {
        InvitationReader.Occasion occasion = open(dialogue);
        List<SegmentId> chosen = sources(dialogue, access.scope()).stream()
                .filter(source -> !source.archived())
                .map(GuestSource::segment)
                .toList();
        if (chosen.isEmpty()) {
            throw new ConflictException(PREFIX + "no-sources");
        }
        // In the order in which they were chosen: the first one that finds somebody says with which post.
        List<SegmentView> found = new ArrayList<>(segments.getAll(chosen));
        found.sort(Comparator.comparing(segment -> chosen.indexOf(segment.id())));
        return put(occasion, found(found, occasion), false);
    }

    @Override
    @Transactional
    public GuestSource forgetSource(DialogueId dialogue, SegmentId segment) {
        InvitationReader.Occasion occasion = open(dialogue);
        GuestSources.Kept forgotten = sources.of(dialogue, access.scope()).stream()
                .filter(kept -> kept.source().segment().equals(segment))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        sources.remove(forgotten.id());
        trail.source(occasion, forgotten, AuditAction.DELETED);
        return forgotten.source();
    }

    @Override
    public List<GuestSource> sources(DialogueId dialogue) {
        return sources(dialogue, visible(dialogue));
    }

    private List<GuestSource> sources(DialogueId dialogue, AccessScope scope) {
        return sources.of(dialogue, scope).stream()
                .map(GuestSources.Kept::source)
                .toList();
    }

    /** The living contacts in those segments, each once, with the post for which the first segment finds it. */
    private Collection<ContactSummary> found(List<SegmentView> chosen, InvitationReader.Occasion occasion) {
        Map<ContactId, ContactSummary> all = new LinkedHashMap<>();
        for (SegmentView segment : chosen) {
            List<ContactId> found = new ArrayList<>();
            String cursor = null;
            do {
                Slice<ContactSummary> slice = contacts.list(segment.asked(), new Paging(cursor, Paging.MAX_SIZE));
                slice.items().stream().map(ContactSummary::id).forEach(found::add);
                cursor = slice.next();
                atMostAtOnce(found);
            } while (cursor != null);
            living(found, segment.asked(), occasion).forEach(contact -> all.putIfAbsent(contact.id(), contact));
            atMostAtOnce(all.keySet());
        }
        return all.values();
    }

    private static void atMostAtOnce(Collection<?> many) {
        if (many.size() > MOST_AT_ONCE) {
            throw InvalidInputException.of("", PREFIX + "many", MOST_AT_ONCE);
        }
    }

    @Override
    @Transactional
    public ProposedGuests proposeGuestsOf(DialogueId dialogue, DialogueId earlier) {
        InvitationReader.Occasion occasion = open(dialogue);
        AccessScope scope = visible(earlier);
        List<ContactId> guests = reader.approved(earlier, scope, MOST_AT_ONCE + 1);
        atMostAtOnce(guests);
        return put(occasion, living(guests, ContactQuery.ALL, occasion), false);
    }

    /** The living ones of the dialogue's mission, each with the post of today for which the query finds it. */
    private List<ContactSummary> living(List<ContactId> all, ContactQuery asked, InvitationReader.Occasion occasion) {
        List<ContactSummary> living = new ArrayList<>();
        Portions.of(all, Paging.MAX_SIZE).forEach(some -> contacts.summaries(some, asked).stream()
                .filter(contact -> !contact.archived() && contact.mission().equals(occasion.mission()))
                .forEach(living::add));
        return living;
    }

    /** @param again whether those who came off the list are proposed anew */
    private ProposedGuests put(InvitationReader.Occasion occasion, Collection<ContactSummary> wanted, boolean again) {
        AccessScope scope = access.scope();
        Officer proposer = access.officer();
        Instant now = clock.instant();
        Map<ContactId, Invitation> known = all
                .findByDialogueIdAndMissionIdInAndContactIdIn(
                        occasion.id().value(),
                        scope.missionIds(),
                        wanted.stream().map(contact -> contact.id().value()).toList())
                .stream()
                .collect(Collectors.toMap(Invitation::contact, invitation -> invitation));
        Map<Invitation, Sensitivity> proposed = new LinkedHashMap<>();
        Set<Invitation> fresh = new LinkedHashSet<>();
        int there = 0;
        int leftOff = 0;
        for (ContactSummary contact : wanted) {
            Invitation invitation = known.get(contact.id());
            if (invitation == null) {
                Invitation made = Invitation.propose(occasion.mission(), occasion.id(), contact, proposer, now);
                fresh.add(made);
                proposed.put(made, contact.sensitivity());
            } else if (invitation.state().listed()) {
                there++;
            } else if (again) {
                invitation.proposeAgain(contact, proposer, now);
                proposed.put(invitation, contact.sensitivity());
            } else {
                leftOff++;
            }
        }
        save(proposed.keySet());
        proposed.forEach((invitation, sensitivity) -> trail.note(
                occasion,
                invitation,
                sensitivity,
                fresh.contains(invitation) ? AuditAction.CREATED : AuditAction.CHANGED));
        Map<Elsewhere, Long> elsewhere = reader.elsewhere(
                occasion.id(), wanted.stream().map(ContactSummary::id).toList(), scope);
        return new ProposedGuests(
                proposed.size(),
                proposed.size() - fresh.size(),
                there,
                leftOff,
                elsewhere.getOrDefault(Elsewhere.THEN, 0L).intValue(),
                elsewhere.getOrDefault(Elsewhere.THAT_WEEK, 0L).intValue());
    }

    private void save(Collection<Invitation> changed) {
        try {
            all.saveAll(changed);
            all.flush();
        } catch (DataIntegrityViolationException somebodyIsGone) {
            throw new ConflictException(PREFIX + "changed");
        }
    }

    // ---- deciding
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public int approve(DialogueId dialogue, List<SeenGuest> guests) {
        InvitationReader.Occasion occasion = open(dialogue);
        return decide(occasion, atMost(guests), InvitationAct.APPROVE, approving());
    }

    private Consumer<Invitation> approving() {
        Officer officer = access.officer();
        Instant now = clock.instant();
        return invitation -> invitation.approve(officer, now);
    }

    @Override
    @Transactional
    public int approveAll(DialogueId dialogue, String mark) {
        InvitationReader.Occasion occasion = open(dialogue);
        List<SeenGuest> guests = reader.decidable(dialogue, access.scope());
        if (!InvitationReader.mark(guests).equals(mark)) {
            throw new ConflictException(PREFIX + "changed");
        }
        return decide(occasion, guests, InvitationAct.APPROVE, approving());
    }

    @Override
    @Transactional
    public int giveBack(DialogueId dialogue, List<SeenGuest> guests, ReturnReason reason, @Nullable String remark) {
        InvitationReader.Occasion occasion = open(dialogue);
        Findings findings = new Findings(PREFIX);
        String said = findings.lines("remark", remark, 500);
        if (said == null && reason == ReturnReason.OTHER && findings.isEmpty()) {
            findings.add("remark", "remark");
        }
        findings.throwIfAny();
        Officer officer = access.officer();
        Instant now = clock.instant();
        return decide(
                occasion,
                atMost(guests),
                InvitationAct.RETURN,
                invitation -> invitation.giveBack(officer, reason, said, now));
    }

    @Override
    @Transactional
    public int remove(DialogueId dialogue, List<SeenGuest> guests) {
        Officer officer = access.officer();
        Instant now = clock.instant();
        return decide(
                open(dialogue), atMost(guests), InvitationAct.REMOVE, invitation -> invitation.remove(officer, now));
    }

    @Override
    @Transactional
    public int withdraw(DialogueId dialogue, List<SeenGuest> guests) {
        Officer officer = access.officer();
        Instant now = clock.instant();
        InvitationReader.Occasion occasion = open(dialogue);
        int withdrawn = decide(occasion, atMost(guests), InvitationAct.WITHDRAW, invitation -> {
            seating.leave(occasion, invitation);
            invitation.withdraw(officer, now);
            outbox.withdraw(GuestMails.KIND, invitation.id().value());
        });
        seating.fill(occasion);
        return withdrawn;
    }

    @Override
    @Transactional
    public int answer(DialogueId dialogue, List<SeenGuest> guests, GuestReply reply) {
        Officer officer = access.officer();
        InvitationReader.Occasion occasion = open(dialogue);
        int answered = decide(
                occasion,
                atMost(guests),
                act(reply),
                invitation -> seating.answer(occasion, invitation, reply, officer, invitation.note()));
        seating.fill(occasion);
        return answered;
    }

    private static InvitationAct act(GuestReply reply) {
        return switch (reply) {
            case ACCEPT -> InvitationAct.ACCEPT;
            case HESITATE -> InvitationAct.HESITATE;
            case DECLINE -> InvitationAct.DECLINE;
        };
    }

    @Override
    @Transactional
    public void answer(DialogueId dialogue, SeenGuest guest, GuestReply reply, Company company, Shortage shortage) {
        Officer officer = access.officer();
        InvitationReader.Occasion occasion = open(dialogue);
        Findings findings = new Findings(PREFIX);
        List<Companion> brought = Companions.checked(company, GuestTerms.MOST_COMPANIONS, true, findings);
        findings.throwIfAny();
        List<SeenGuest> one = List.of(guest);
        Map<InvitationId, InvitationReader.Person> people = people(occasion, one);
        // Whom the guest brings may be other people while all else stays.
        changed(occasion, one, invitation -> false, invitation -> {
                    seating.answer(occasion, invitation, reply, brought, shortage, officer, invitation.note());
                    return true;
                })
                .forEach(invitation ->
                        trail.note(occasion, invitation, sensitivity(people, invitation), AuditAction.CHANGED));
        seating.fill(occasion);
    }

    @Override
    @Transactional
    public void askDelegate(DialogueId dialogue, SeenGuest guest, DelegateDetails delegate) {
        Officer officer = access.officer();
        InvitationReader.Occasion occasion = open(dialogue);
        Findings findings = new Findings(PREFIX);
        DelegateDetails asked = Delegates.checked(delegate, findings);
        findings.throwIfAny();
        Chosen chosen = chosen(occasion, guest);
        seating.delegate(occasion, chosen.invitation(), asked, officer);
        save(List.of(chosen.invitation()));
        trail.note(occasion, chosen.invitation(), chosen.sensitivity(), AuditAction.CHANGED);
        seating.fill(occasion);
    }

    @Override
    @Transactional
    public InvitationId confirmDelegate(DialogueId dialogue, SeenGuest guest, ContactId contact) {
        return confirm(open(dialogue), guest, contact);
    }

    @Override
    @Transactional
    public InvitationId confirmDelegate(DialogueId dialogue, SeenGuest guest, PersonName name) {
        InvitationReader.Occasion occasion = open(dialogue);
        Chosen chosen = chosen(occasion, guest);
        DelegateDetails details = asked(chosen.invitation()).details();
        return confirm(
                occasion,
                guest,
                contacts.register(contact(details, name, occasion.sensitivity()))
                        .id());
    }

    /** The least of a contact: name, and the address that the guest gave; what else the guest wrote is forgotten with the dialogue. */
    private static ContactDetails contact(DelegateDetails details, PersonName name, Sensitivity sensitivity) {
        return new ContactDetails(
                List.of(name),
                null,
                LocalizedText.EMPTY,
                List.of(),
                null,
                details.email() == null
                        ? List.of()
                        : List.of(new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, details.email(), true)),
                List.of(),
                null,
                sensitivity.higher(Sensitivity.INTERNAL),
                null,
                null);
    }

    private InvitationId confirm(InvitationReader.Occasion occasion, SeenGuest guest, ContactId wanted) {
        Chosen chosen = chosen(occasion, guest);
        ContactSummary contact = contacts.summaries(List.of(wanted), ContactQuery.ALL).stream()
                .filter(found -> found.mission().equals(occasion.mission()))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        if (contact.archived()) {
            throw new ConflictException(PREFIX + "contact-archived");
        }
        try {
            return seating.confirm(occasion, chosen.invitation(), chosen.sensitivity(), contact, access.officer());
        } catch (DataIntegrityViolationException somebodyIsGone) {
            throw new ConflictException(PREFIX + "changed");
        }
    }

    @Override
    @Transactional
    public void refuseDelegate(DialogueId dialogue, SeenGuest guest, String reason) {
        InvitationReader.Occasion occasion = open(dialogue);
        Findings findings = new Findings(PREFIX);
        String said = findings.lines("reason", reason, 500);
        if (said == null) {
            if (findings.isEmpty()) {
                findings.add("reason", "delegate-reason");
            }
            throw findings.exception();
        }
        Chosen chosen = chosen(occasion, guest);
        seating.refuse(occasion, chosen.invitation(), chosen.sensitivity(), said, access.officer());
    }

    /** One guest, as it was seen. */
    private record Chosen(Invitation invitation, Sensitivity sensitivity) {}

    private Chosen chosen(InvitationReader.Occasion occasion, SeenGuest guest) {
        Map<InvitationId, InvitationReader.Person> people = people(occasion, List.of(guest));
        Invitation invitation = all.findByDialogueIdAndMissionIdInAndIdIn(
                        occasion.id().value(),
                        access.scope().missionIds(),
                        List.of(guest.id().value()))
                .get(0);
        invitation.requireSeen(guest.version());
        return new Chosen(invitation, sensitivity(people, invitation));
    }

    private Delegates.Asked asked(Invitation invitation) {
        return invitation.state() == InvitationState.DELEGATING
                ? delegates.of(invitation.id()).orElseThrow(NotFoundException::new)
                : noRequest(invitation.state());
    }

    private static Delegates.Asked noRequest(InvitationState state) {
        throw new ConflictException(PREFIX + InvitationAct.CONFIRM.code() + "-" + state.code());
    }

    @Override
    @Transactional
    public int allowCompanions(DialogueId dialogue, List<SeenGuest> guests, @Nullable Integer most) {
        InvitationReader.Occasion occasion = open(dialogue);
        if (most != null) {
            atMostNine(most);
        }
        Map<InvitationId, InvitationReader.Person> people = people(occasion, atMost(guests));
        List<Invitation> allowed = changed(
                occasion, guests, invitation -> Objects.equals(invitation.companionsAllowed(), most), invitation -> {
                    invitation.allowCompanions(most);
                    return true;
                });
        allowed.forEach(invitation -> trail.allowed(occasion, invitation, sensitivity(people, invitation)));
        return allowed.size();
    }

    private static void atMostNine(int companions) {
        if (companions < 0 || companions > GuestTerms.MOST_COMPANIONS) {
            throw InvalidInputException.of("companions", PREFIX + "companions-many", GuestTerms.MOST_COMPANIONS);
        }
    }

    @Override
    @Transactional
    public int rank(DialogueId dialogue, List<SeenGuest> guests, GuestClass guestClass) {
        InvitationReader.Occasion occasion = open(dialogue);
        Map<InvitationId, InvitationReader.Person> people = people(occasion, atMost(guests));
        List<Invitation> ranked =
                changed(occasion, guests, invitation -> invitation.guestClass() == guestClass, invitation -> {
                    invitation.rank(guestClass);
                    return true;
                });
        ranked.forEach(invitation -> trail.ranked(occasion, invitation, sensitivity(people, invitation)));
        return ranked.size();
    }

    @Override
    @Transactional
    public void setTerms(DialogueId dialogue, GuestTerms terms) {
        InvitationReader.Occasion occasion = open(dialogue);
        atMostNine(terms.companions());
        GuestTerms before = reader.terms(dialogue);
        if (!terms.equals(before)) {
            reader.setTerms(dialogue, terms);
            trail.terms(occasion, before, terms);
        }
    }

    private static List<SeenGuest> atMost(List<SeenGuest> guests) {
        atMostAtOnce(guests);
        return guests;
    }

    private int decide(
            InvitationReader.Occasion occasion,
            List<SeenGuest> guests,
            InvitationAct act,
            Consumer<Invitation> deciding) {
        Map<InvitationId, InvitationReader.Person> people = people(occasion, guests);
        if (act == InvitationAct.APPROVE && people.values().stream().anyMatch(InvitationReader.Person::archived)) {
            throw new ConflictException(PREFIX + "contact-archived");
        }
        // Who accepts and waits already still waits.
        List<Invitation> decided =
                changed(occasion, guests, invitation -> invitation.state() == act.to(), invitation -> {
                    InvitationState before = invitation.state();
                    deciding.accept(invitation);
                    return invitation.state() != before;
                });
        decided.forEach(
                invitation -> trail.note(occasion, invitation, sensitivity(people, invitation), AuditAction.CHANGED));
        return decided.size();
    }

    private Map<InvitationId, InvitationReader.Person> people(
            InvitationReader.Occasion occasion, List<SeenGuest> guests) {
        Set<InvitationId> named = guests.stream().map(SeenGuest::id).collect(Collectors.toSet());
        Map<InvitationId, InvitationReader.Person> people = reader.people(occasion.id(), named, access.scope());
        if (people.size() < named.size()) {
            throw new NotFoundException();
        }
        return people;
    }

    private static Sensitivity sensitivity(Map<InvitationId, InvitationReader.Person> people, Invitation invitation) {
        return Objects.requireNonNull(people.get(invitation.id())).sensitivity();
    }

    /**
     * Changes guests who are named, as they were seen, and keeps them.
     *
     * @param already whom to pass over
     * @param changing tells whether there is something to tell of
     * @return those of whom there is
     */
    private List<Invitation> changed(
            InvitationReader.Occasion occasion,
            List<SeenGuest> guests,
            Predicate<Invitation> already,
            Predicate<Invitation> changing) {
        Map<InvitationId, Long> seen = new LinkedHashMap<>();
        guests.forEach(guest -> seen.put(guest.id(), guest.version()));
        List<Invitation> told = new ArrayList<>();
        List<Invitation> touched = new ArrayList<>();
        for (Invitation invitation : all.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(),
                access.scope().missionIds(),
                seen.keySet().stream().map(InvitationId::value).toList())) {
            if (!already.test(invitation)) {
                invitation.requireSeen(Objects.requireNonNull(seen.get(invitation.id())));
                if (changing.test(invitation)) {
                    told.add(invitation);
                }
                touched.add(invitation);
            }
        }
        save(touched);
        return told;
    }

    /** The dialogue, whose guest list nobody else changes until the end of the transaction. */
    private InvitationReader.Occasion open(DialogueId dialogue) {
        InvitationReader.Occasion occasion =
                reader.lock(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        if (occasion.archived()
                || occasion.state() == DialogueState.HELD
                || occasion.state() == DialogueState.CANCELLED) {
            throw new ConflictException(PREFIX + "closed");
        }
        return occasion;
    }

    private static void atMostAPage(Collection<?> many) {
        if (many.size() > Paging.MAX_SIZE) {
            throw new IllegalArgumentException("more than " + Paging.MAX_SIZE + " at once");
        }
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    @Override
    public List<GuestNeed> needs(DialogueId dialogue) {
        return reader.needs(dialogue, visible(dialogue), MOST_AT_ONCE);
    }

    @Override
    public Map<InvitationId, List<Companion>> companions(DialogueId dialogue, List<InvitationId> guests) {
        atMostAPage(guests);
        return companions.of(dialogue, Set.copyOf(guests), visible(dialogue));
    }

    @Override
    public DelegateRequest delegateRequest(DialogueId dialogue, InvitationId guest) {
        InvitationView view = get(dialogue, guest);
        Delegates.Asked asked = Optional.of(view)
                .filter(found -> found.state() == InvitationState.DELEGATING)
                .flatMap(found -> delegates.of(guest))
                .orElseThrow(NotFoundException::new);
        PersonName name = PersonName.typed(asked.details().name());
        List<DelegateRequest.Known> known =
                contacts.possibleDuplicates(contact(asked.details(), name, view.effective()), view.contact()).stream()
                        .map(DuplicateCandidate::contact)
                        .map(contact -> new DelegateRequest.Known(contact.id(), contact.name()))
                        .toList();
        return new DelegateRequest(
                view, asked.details(), name, asked.at(), access.officer().id().equals(asked.by()), known);
    }

    @Override
    public GuestTerms terms(DialogueId dialogue) {
        visible(dialogue);
        return reader.terms(dialogue);
    }

    @Override
    public InvitationView get(DialogueId dialogue, InvitationId id) {
        return reader.view(dialogue, id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public List<InvitationView> getAll(DialogueId dialogue, List<InvitationId> ids) {
        atMostAPage(ids);
        return reader.views(dialogue, Set.copyOf(ids), access.scope());
    }

    @Override
    public Slice<InvitationView> list(InvitationQuery query, Paging paging) {
        return reader.list(query, visible(query.dialogue()), paging);
    }

    @Override
    @Transactional(readOnly = true)
    public GuestListPage open(InvitationQuery query, Paging paging) {
        DialogueId dialogue = query.dialogue();
        AccessScope scope = access.scope();
        Stage stage = stage(dialogue, scope);
        Slice<InvitationReader.Listed> listed =
                reader.listed(query, scope, paging, access.officer().may(Right.KEEP_GUESTS));
        Map<InvitationId, List<Companion>> companions = new HashMap<>();
        Map<InvitationId, GuestMail> mails = new HashMap<>();
        Set<ContactId> invited = new HashSet<>();
        for (InvitationReader.Listed one : listed.items()) {
            invited.add(one.view().contact());
            if (!one.companions().isEmpty()) {
                companions.put(one.view().id(), one.companions());
            }
            if (one.mail() != null) {
                mails.put(one.view().id(), one.mail());
            }
        }
        Map<ContactId, String> speakers = stage.isAhead() ? stage.speakers() : Map.of();
        InvitationReader.Around around = reader.around(
                dialogue,
                Stream.concat(invited.stream(), speakers.keySet().stream()).collect(Collectors.toSet()),
                scope);
        GuestBalances.Figures figures = balances.figures(stage, scope);
        return new GuestListPage(
                stage.occasion(),
                listed.map(InvitationReader.Listed::view),
                figures.list(),
                booked(speakers, around.bookings()),
                around.bookings(),
                around.earlier(),
                companions,
                stage.terms(),
                figures.due(),
                mails);
    }

    @Override
    @Transactional(readOnly = true)
    public GuestMix mix(DialogueId dialogue) {
        AccessScope scope = access.scope();
        return balances.mix(stage(dialogue, scope), sources(dialogue, scope), scope);
    }

    private Stage stage(DialogueId dialogue, AccessScope scope) {
        return stages.find(dialogue, scope).orElseThrow(NotFoundException::new);
    }

    @Override
    public long count(InvitationQuery query) {
        return reader.count(query, visible(query.dialogue()));
    }

    @Override
    public GuestListView guestList(DialogueId dialogue) {
        return balances.guestList(dialogue, visible(dialogue));
    }

    @Override
    @Transactional(readOnly = true)
    public GuestBalance balance(DialogueId dialogue, List<ContactId> wanted, @Nullable SegmentId foundBy) {
        atMostAPage(wanted);
        AccessScope scope = visible(dialogue);
        ContactQuery asked =
                foundBy == null ? ContactQuery.ALL : segments.get(foundBy).asked();
        Map<ContactId, InvitationState> known = reader.states(dialogue, Set.copyOf(wanted), scope);
        Set<ContactId> fresh = new LinkedHashSet<>(wanted);
        fresh.removeIf(contact -> known.containsKey(contact)
                && Objects.requireNonNull(known.get(contact)).listed());
        List<ContactSummary> more = contacts.summaries(List.copyOf(fresh), asked).stream()
                .filter(contact -> !contact.archived())
                .toList();
        return balances.balance(dialogue, scope, more);
    }

    @Override
    public Map<ContactId, InvitationState> states(DialogueId dialogue, List<ContactId> wanted) {
        atMostAPage(wanted);
        return reader.states(dialogue, Set.copyOf(wanted), visible(dialogue));
    }

    @Override
    public Map<ContactId, List<Booking>> bookings(DialogueId dialogue, List<ContactId> wanted) {
        atMostAPage(wanted);
        return reader.around(dialogue, Set.copyOf(wanted), visible(dialogue)).bookings();
    }

    @Override
    public List<BookedSpeaker> bookedSpeakers(DialogueId dialogue) {
        AccessScope scope = access.scope();
        Stage stage = stage(dialogue, scope);
        return stage.isAhead()
                ? booked(
                        stage.speakers(),
                        reader.around(dialogue, stage.speakers().keySet(), scope)
                                .bookings())
                : List.of();
    }

    private static List<BookedSpeaker> booked(Map<ContactId, String> speakers, Map<ContactId, List<Booking>> bookings) {
        List<BookedSpeaker> booked = new ArrayList<>();
        speakers.forEach((speaker, name) -> {
            List<Booking> clashes = bookings.getOrDefault(speaker, List.of()).stream()
                    .filter(Booking::clashes)
                    .toList();
            if (!clashes.isEmpty()) {
                booked.add(new BookedSpeaker(speaker, name, clashes));
            }
        });
        return booked;
    }

    @Override
    public Map<ContactId, EarlierDialogues> earlier(DialogueId dialogue, List<ContactId> wanted) {
        atMostAPage(wanted);
        return reader.around(dialogue, Set.copyOf(wanted), visible(dialogue)).earlier();
    }

    @Override
    public Slice<ContactInvitation> of(ContactId contact, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(contact, scope)) {
            throw new NotFoundException();
        }
        return reader.of(contact, scope, paging);
    }

    /** The scope, within which the dialogue lies. */
    private AccessScope visible(DialogueId dialogue) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(dialogue, scope)) {
            throw new NotFoundException();
        }
        return scope;
    }
}
