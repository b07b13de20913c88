package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.AnswerLinks;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.MailPreview;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.SendingView;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class SendingService implements Sendings {

    private static final String PREFIX = "crm.invitation.error.";
    private static final Duration FARTHEST = Duration.ofDays(90);

    /** 128 bits. */
    private static final int UID_BYTES = 16;

    private final Access access;
    private final Officers officers;
    private final SendingRepository all;
    private final SendingReader reader;
    private final Stages stages;
    private final InvitationRepository invitations;
    private final InvitationReader guests;
    private final Dialogues dialogues;
    private final Templates templates;
    private final GuestLetters letters;
    private final AnswerLinks links;
    private final Outbox outbox;
    private final GuestTrail trail;
    private final AuditTrail audit;
    private final Clock clock;

    SendingService(
            Access access,
            Officers officers,
            SendingRepository all,
            SendingReader reader,
            Stages stages,
            InvitationRepository invitations,
            InvitationReader guests,
            Dialogues dialogues,
            Templates templates,
            GuestLetters letters,
            AnswerLinks links,
            Outbox outbox,
            GuestTrail trail,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.officers = officers;
        this.all = all;
        this.reader = reader;
        this.stages = stages;
        this.invitations = invitations;
        this.guests = guests;
        this.dialogues = dialogues;
        this.templates = templates;
        this.letters = letters;
        this.links = links;
        this.outbox = outbox;
        this.trail = trail;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- looking
    // --------------------------------------------------------------------------------------------------------

    @Override
    public Map<TemplateKind, Long> due(DialogueId dialogue) {
        AccessScope scope = access.scope();
        return reader.due(dialogue, stage(dialogue, scope), clock.instant(), scope);
    }

    private Stage stage(DialogueId dialogue, AccessScope scope) {
        return stages.find(dialogue, scope).orElseThrow(NotFoundException::new);
    }

    @Override
    public RecipientList recipients(DialogueId dialogue, SendingDetails details) {
        Stage stage = stage(dialogue, access.scope());
        return recipients(
                details.kind(),
                due(dialogue, details.kind(), stage),
                told(dialogue, stage),
                text(details).texts(),
                stage.facts());
    }

    /** Those to whom the mail is due, one more than can be written to at once. */
    private List<Addressee> due(DialogueId dialogue, TemplateKind kind, Stage stage) {
        return stage.allows(kind, clock.instant())
                ? reader.due(dialogue, kind, stage.facts(), access.scope(), Invitations.MOST_AT_ONCE + 1)
                : List.of();
    }

    /** The first of them, as many as can be written to at once. */
    private static List<Addressee> shown(List<Addressee> due) {
        return due.subList(0, Math.min(due.size(), Invitations.MOST_AT_ONCE));
    }

    private DialogueView told(DialogueId dialogue, Stage stage) {
        return GuestLetters.told(access, dialogues, dialogue, stage.mission(), stage.sensitivity());
    }

    private RecipientList recipients(
            TemplateKind kind,
            List<Addressee> due,
            DialogueView dialogue,
            Map<String, TemplateText> texts,
            Facts facts) {
        List<Addressee> shown = shown(due);
        Map<String, Outbox.Bar> barred = barred(kind, shown, dialogue);
        return new RecipientList(
                shown.stream()
                        .map(guest -> recipient(guest, dialogue, texts, barred))
                        .toList(),
                due.size() > shown.size(),
                mark(shown, dialogue, texts, facts),
                unaddressed(kind, shown, barred));
    }

    private static RecipientList.Unaddressed unaddressed(
            TemplateKind kind, List<Addressee> guests, Map<String, Outbox.Bar> barred) {
        List<SeenGuest> unaddressed = kind == TemplateKind.INVITATION ? unaddressed(guests, barred) : List.of();
        return new RecipientList.Unaddressed(unaddressed.size(), InvitationReader.mark(unaddressed));
    }

    /** Those who wait for their invitation, and whom no mail reaches for want of an address. */
    private static List<SeenGuest> unaddressed(List<Addressee> guests, Map<String, Outbox.Bar> barred) {
        return guests.stream()
                .filter(guest -> guest.state() == InvitationState.APPROVED)
                .filter(guest -> {
                    Recipient.Obstacle obstacle = guest.obstacle(barred);
                    return obstacle == Recipient.Obstacle.NO_ADDRESS || obstacle == Recipient.Obstacle.BAD_ADDRESS;
                })
                .filter(guest -> !guest.isReachedThroughAssistant(barred))
                .map(guest -> new SeenGuest(guest.id(), guest.version()))
                .toList();
    }

    /** Which addresses of the guests, and of their assistants, get no mails of that kind. */
    private Map<String, Outbox.Bar> barred(TemplateKind kind, List<Addressee> guests, DialogueView dialogue) {
        return outbox.barred(
                dialogue.mission(),
                guests.stream().map(Addressee::addresses).flatMap(List::stream).toList(),
                kind.unsubscribable());
    }

    private Recipient recipient(
            Addressee guest, DialogueView dialogue, Map<String, TemplateText> texts, Map<String, Outbox.Bar> barred) {
        String language = guest.language(dialogue.details().languages(), texts.keySet());
        return new Recipient(
                guest.id(),
                guest.version(),
                guest.name(language),
                guest.state(),
                language,
                letters.salutation(guest, language),
                guest.ownSalutation(language) != null,
                guest.email(),
                guest.assistant(),
                guest.answerBy(),
                guest.isReachedThroughAssistant(barred),
                guest.obstacle(barred));
    }

    /** Tells these guests, where and how they are written to, what the mails say and of what, from anything else. */
    private static String mark(
            List<Addressee> guests, DialogueView dialogue, Map<String, TemplateText> texts, Facts facts) {
        String all = guests.stream()
                .map(guest -> guest.id() + ":" + guest.version() + ":" + guest.email() + ":" + guest.assistant() + ":"
                        + guest.language(dialogue.details().languages(), texts.keySet()))
                .collect(Collectors.joining(" "));
        return Sha256.hex(all + new TreeMap<>(texts) + facts.mark()).substring(0, 32);
    }

    @Override
    public MailPreview preview(DialogueId dialogue, SendingDetails details, InvitationId guest) {
        DialogueView view = told(dialogue, stage(dialogue, access.scope()));
        checked(details, view);
        Addressee addressee = addressee(dialogue, guest);
        Map<String, TemplateText> texts = text(details).texts();
        String language = addressee.language(view.details().languages(), texts.keySet());
        TemplateText letter = letters.letter(
                new GuestLetters.Occasion(
                        view,
                        reader.host(view.mission(), language),
                        GuestLetters.deadline(details.kind(), details.answerBy(), addressee, view, clock.instant())),
                addressee,
                language,
                Objects.requireNonNull(texts.get(language)),
                link(GuestMails.SAMPLE));
        return new MailPreview(
                addressee.email() == null
                        ? addressee.name(language)
                        : addressee.name(language) + " <" + addressee.email() + ">",
                language,
                letter.subject(),
                letter.body());
    }

    private Addressee addressee(DialogueId dialogue, InvitationId guest) {
        return reader.addressee(dialogue, guest, access.scope()).orElseThrow(NotFoundException::new);
    }

    private String link(String token) {
        return links.link(token).orElseThrow(() -> new ConflictException(PREFIX + "no-public-address"));
    }

    // ---- sending
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public String test(DialogueId dialogue, SendingDetails details, InvitationId guest) {
        DialogueView view = told(dialogue, stage(dialogue, access.scope()));
        checked(details, view);
        link(GuestMails.SAMPLE);
        String own = officers.address().orElseThrow(() -> new ConflictException(PREFIX + "no-own-address"));
        Addressee addressee = addressee(dialogue, guest);
        Chosen chosen = text(details);
        String language =
                addressee.language(view.details().languages(), chosen.texts().keySet());
        Sending sending = saved(view, details, chosen, true);
        outbox.put(List.of(new MailDraft(
                view.mission(),
                GuestMails.KIND,
                guest.value(),
                GuestMails.occurrence(sending.id(), false),
                MailAddress.of(own),
                addressee.effective(),
                null,
                language,
                true)));
        return own;
    }

    @Override
    @Transactional
    public int send(DialogueId dialogue, SendingDetails details, String mark, Set<InvitationId> without) {
        return send(dialogue, details, mark, guest -> !without.contains(guest));
    }

    @Override
    @Transactional
    public int sendOnly(DialogueId dialogue, SendingDetails details, String mark, Set<InvitationId> only) {
        return send(dialogue, details, mark, only::contains);
    }

    private int send(DialogueId dialogue, SendingDetails details, String mark, Predicate<InvitationId> wanted) {
        AccessScope scope = access.scope();
        InvitationReader.Occasion occasion = guests.lock(dialogue, scope).orElseThrow(NotFoundException::new);
        Stage stage = stage(dialogue, scope);
        DialogueView view = told(dialogue, stage);
        checked(details, view);
        link(GuestMails.SAMPLE);
        if (!stage.allows(details.kind(), clock.instant())) {
            throw new ConflictException(PREFIX + "not-now");
        }
        Facts facts = stage.facts();
        List<Addressee> due = shown(due(dialogue, details.kind(), stage));
        Chosen text = text(details);
        if (!mark(due, view, text.texts(), facts).equals(mark)) {
            throw new ConflictException(PREFIX + "changed");
        }
        Map<String, Outbox.Bar> barred = barred(details.kind(), due, view);
        List<Addressee> chosen = due.stream()
                .filter(guest -> wanted.test(guest.id()))
                .flatMap(guest -> guest.writable(barred, details.toAssistants()).stream())
                .toList();
        if (chosen.isEmpty()) {
            throw new ConflictException(PREFIX + "nobody-to-send-to");
        }
        requireOpen(details, chosen);
        Sending sending = saved(view, details, text, false);
        told(occasion, chosen, details, facts.mark());
        put(sending, view, details, text, chosen);
        audit.record(
                new AuditSubject(
                        SendingReader.KIND, sending.id(), view.mission(), occasion.sensitivity(), occasion.id()),
                AuditAction.CREATED,
                null,
                Noted.of(details, text.name(), false));
        return chosen.size();
    }

    /** Nobody is reminded of an answer that the page behind the link does not take any more. */
    private void requireOpen(SendingDetails details, List<Addressee> chosen) {
        if (details.kind() != TemplateKind.REMINDER || details.answerBy() != null) {
            return;
        }
        Instant now = clock.instant();
        Instant sendAt = details.sendAt();
        Instant arrives = sendAt == null || sendAt.isBefore(now) ? now : sendAt;
        long late = chosen.stream()
                .filter(guest -> guest.answerBy() != null && !guest.answerBy().isAfter(arrives))
                .count();
        if (late > 0) {
            throw InvalidInputException.of("answerBy", PREFIX + "answer-by-over", late);
        }
    }

    /** A sending as the audit trail keeps it; to whom it went stands with each guest. */
    private record Noted(
            TemplateKind kind,
            @Nullable String template,
            @Nullable Instant sendAt,
            @Nullable Instant answerBy,
            boolean toAssistants,
            @Nullable Boolean stopped) {

        static Noted of(SendingDetails details, @Nullable String template, boolean stopped) {
            return new Noted(
                    details.kind(),
                    template,
                    details.sendAt(),
                    details.answerBy(),
                    details.toAssistants(),
                    stopped ? true : null);
        }
    }

    private Sending saved(DialogueView view, SendingDetails details, Chosen text, boolean trial) {
        return all.saveAndFlush(
                Sending.of(view.mission(), view.id(), details, text.name(), text.texts(), trial, access.officer()));
    }

    /** Notes with the invitations what the mails say. */
    private void told(
            InvitationReader.Occasion occasion, List<Addressee> chosen, SendingDetails details, String facts) {
        TemplateKind kind = details.kind();
        Officer sender = access.officer();
        Instant now = clock.instant();
        Map<InvitationId, Sensitivity> effective =
                chosen.stream().collect(Collectors.toMap(Addressee::id, Addressee::effective));
        List<Invitation> written = invitations.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(),
                access.scope().missionIds(),
                chosen.stream().map(guest -> guest.id().value()).toList());
        List<Invitation> invited = new ArrayList<>();
        for (Invitation invitation : written) {
            switch (kind) {
                case INVITATION -> {
                    if (invitation.state() == InvitationState.APPROVED) {
                        invitation.invite(sender, facts, uid(), details.answerBy(), now);
                        invited.add(invitation);
                    } else {
                        invitation.tell(facts);
                        invitation.awaitAnswer(details.answerBy());
                    }
                }
                // Each of them carries the event as it is now.
                case UPDATE, REMINDER -> {
                    invitation.tell(facts);
                    if (details.answerBy() != null) {
                        invitation.awaitAnswer(details.answerBy());
                    }
                }
                case CANCELLATION -> invitation.tell(Facts.OFF);
                case SEAT, OFFER, LAPSE, CONFIRMATION, REFUSAL, DELEGATE, ANSWER ->
                    throw new IllegalStateException("nobody sends such mails by hand");
            }
        }
        invitations.saveAll(written);
        invitations.flush();
        reader.revoke(invited.stream().map(Invitation::id).toList());
        if (kind == TemplateKind.INVITATION) {
            invited.forEach(invitation -> trail.note(
                    occasion, invitation, Objects.requireNonNull(effective.get(invitation.id())), AuditAction.CHANGED));
        }
    }

    @Override
    @Transactional
    public int inviteOtherwise(DialogueId dialogue, List<SeenGuest> named) {
        if (named.size() > Invitations.MOST_AT_ONCE) {
            throw InvalidInputException.of("", PREFIX + "many", Invitations.MOST_AT_ONCE);
        }
        return inviteOtherwise(inviting(dialogue), named);
    }

    @Override
    @Transactional
    public int inviteOtherwise(DialogueId dialogue, String mark) {
        InvitationReader.Occasion occasion = inviting(dialogue);
        Stage stage = stage(dialogue, access.scope());
        List<Addressee> due = shown(due(dialogue, TemplateKind.INVITATION, stage));
        List<SeenGuest> unaddressed = unaddressed(due, barred(TemplateKind.INVITATION, due, told(dialogue, stage)));
        if (!InvitationReader.mark(unaddressed).equals(mark)) {
            throw new ConflictException(PREFIX + "changed");
        }
        return inviteOtherwise(occasion, unaddressed);
    }

    /** The dialogue, to which guests are invited now, and whose guest list nobody else changes until the end of the transaction. */
    private InvitationReader.Occasion inviting(DialogueId dialogue) {
        InvitationReader.Occasion occasion =
                guests.lock(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        if (occasion.archived() || occasion.state() != DialogueState.INVITING) {
            throw new ConflictException(PREFIX + "otherwise-not-now");
        }
        return occasion;
    }

    private int inviteOtherwise(InvitationReader.Occasion occasion, List<SeenGuest> named) {
        AccessScope scope = access.scope();
        DialogueId dialogue = occasion.id();
        Map<InvitationId, Long> seen =
                named.stream().collect(Collectors.toMap(SeenGuest::id, SeenGuest::version, (first, second) -> second));
        Map<InvitationId, InvitationReader.Person> people = guests.people(dialogue, seen.keySet(), scope);
        if (people.size() < seen.size()) {
            throw new NotFoundException();
        }
        Officer sender = access.officer();
        Instant now = clock.instant();
        String facts = stages.facts(dialogue).mark();
        List<Invitation> invited = invitations
                .findByDialogueIdAndMissionIdInAndIdIn(
                        dialogue.value(),
                        scope.missionIds(),
                        seen.keySet().stream().map(InvitationId::value).toList())
                .stream()
                .filter(invitation -> invitation.state() != InvitationState.INVITED)
                .toList();
        for (Invitation invitation : invited) {
            invitation.requireSeen(Objects.requireNonNull(seen.get(invitation.id())));
            if (Objects.requireNonNull(people.get(invitation.id())).archived()) {
                throw new ConflictException(PREFIX + "contact-archived");
            }
            invitation.inviteOtherwise(sender, facts, uid(), now);
        }
        invitations.saveAll(invited);
        invitations.flush();
        reader.revoke(invited.stream().map(Invitation::id).toList());
        invited.forEach(invitation -> trail.note(
                occasion,
                invitation,
                Objects.requireNonNull(people.get(invitation.id())).sensitivity(),
                AuditAction.CHANGED));
        return invited.size();
    }

    /** A name for the event of one guest that nobody guesses. */
    static String uid() {
        return java.util.HexFormat.of().formatHex(SecretTokens.bytes(UID_BYTES)) + "@shanyraq";
    }

    private void put(Sending sending, DialogueView view, SendingDetails details, Chosen text, List<Addressee> chosen) {
        List<MailDraft> drafts = new ArrayList<>();
        List<SendingReader.Posted> posted = new ArrayList<>();
        for (Addressee guest : chosen) {
            String language =
                    guest.language(view.details().languages(), text.texts().keySet());
            for (boolean toAssistant : new boolean[] {false, true}) {
                guest.address(toAssistant).ifPresent(address -> {
                    drafts.add(new MailDraft(
                            view.mission(),
                            GuestMails.KIND,
                            guest.id().value(),
                            GuestMails.occurrence(sending.id(), toAssistant),
                            address,
                            guest.effective(),
                            details.sendAt(),
                            language));
                    posted.add(SendingReader.Posted.to(guest, toAssistant, address, language));
                });
            }
        }
        reader.post(sending.id(), posted, clock.instant());
        outbox.put(drafts);
    }

    /** What is filled in. */
    private record Chosen(@Nullable String name, Map<String, TemplateText> texts) {}

    private Chosen text(SendingDetails details) {
        if (details.template() == null) {
            return new Chosen(null, templates.standard(details.kind()).texts());
        }
        TemplateView template;
        try {
            template = templates.get(details.template());
        } catch (NotFoundException none) {
            throw InvalidInputException.of("template", PREFIX + "template-none");
        }
        if (template.archived() || template.details().kind() != details.kind()) {
            throw InvalidInputException.of("template", PREFIX + "template-none");
        }
        return new Chosen(template.details().name(), template.details().texts());
    }

    private void checked(SendingDetails details, DialogueView dialogue) {
        Findings findings = new Findings(PREFIX);
        if (!details.kind().byOfficers()) {
            findings.add("kind", "not-by-hand");
        }
        Instant now = clock.instant();
        Instant begins = dialogue.details().startsAt();
        Instant sendAt = details.sendAt();
        if (sendAt != null
                && (sendAt.isBefore(now.minus(Duration.ofHours(1)))
                        || sendAt.isAfter(now.plus(FARTHEST))
                        || !sendAt.isBefore(begins))) {
            findings.add("sendAt", "send-at", FARTHEST.toDays());
        }
        Instant answerBy = details.answerBy();
        if (answerBy != null
                && (!answerBy.isAfter(sendAt == null || sendAt.isBefore(now) ? now : sendAt)
                        || answerBy.isAfter(begins))) {
            findings.add("answerBy", "answer-by");
        }
        findings.throwIfAny();
    }

    // ---- stopping
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public int stop(DialogueId dialogue, SendingId id) {
        AccessScope scope = access.scope();
        InvitationReader.Occasion occasion = guests.lock(dialogue, scope).orElseThrow(NotFoundException::new);
        Sending sending = all.findByIdAndDialogueIdAndMissionIdIn(id.value(), dialogue.value(), scope.missionIds())
                .orElseThrow(NotFoundException::new);
        if (!sending.isByOfficer()) {
            throw new ConflictException(PREFIX + "stop-not-by-hand");
        }
        Instant now = clock.instant();
        if (!sending.stop(access.officer(), now)) {
            return 0;
        }
        all.saveAndFlush(sending);
        Set<InvitationId> waiting = reader.waiting(id);
        Set<InvitationId> stopped = takenBack(occasion, id, waiting, false, now);
        Set<InvitationId> copies = takenBack(occasion, id, waiting, true, now);
        if (stopped.isEmpty() && copies.isEmpty()) {
            throw new ConflictException(PREFIX + "stop-too-late");
        }
        audit.record(
                new AuditSubject(SendingReader.KIND, id, occasion.mission(), occasion.sensitivity(), occasion.id()),
                AuditAction.CHANGED,
                Noted.of(sending.details(), sending.templateName(), false),
                Noted.of(sending.details(), sending.templateName(), true));
        return reader.visible(dialogue, stopped, scope).size();
    }

    private Set<InvitationId> takenBack(
            InvitationReader.Occasion occasion,
            SendingId id,
            Set<InvitationId> waiting,
            boolean toAssistant,
            Instant now) {
        Set<InvitationId> stopped = outbox
                .withdraw(
                        occasion.mission(),
                        GuestMails.KIND,
                        waiting.stream().map(InvitationId::value).toList(),
                        GuestMails.occurrence(id, toAssistant))
                .stream()
                .map(InvitationId::new)
                .collect(Collectors.toSet());
        reader.takenBack(id, stopped, toAssistant, now);
        return stopped;
    }

    // ---- what was sent
    // --------------------------------------------------------------------------------------------------------

    @Override
    public Slice<SendingView> list(DialogueId dialogue, Paging paging) {
        return reader.list(dialogue, visible(dialogue), paging);
    }

    /** The scope, within which the dialogue lies. */
    private AccessScope visible(DialogueId dialogue) {
        AccessScope scope = access.scope();
        if (!guests.isVisible(dialogue, scope)) {
            throw new NotFoundException();
        }
        return scope;
    }
}
