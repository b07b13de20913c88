package org.shanyraq.crm.mission.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.MissionFounded;
import org.shanyraq.crm.mission.MissionView;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.mission.Preferences;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Knows officers from their first sign-in, and founds missions when they are first named. */
class OfficerService implements Officers, OfficerDirectory {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,29}");
    private static final Set<Role> READERS = Set.of(Role.HEADQUARTERS, Role.VIEWER);
    private static final Set<String> LANGUAGES = Set.of("en", "fr", "kk", "ru");
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final OfficerRepository officers;
    private final MissionRepository missions;
    private final Memberships memberships;
    private final Access access;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;

    /** Missions that are known to exist, by code: neither goes nor changes once a mission was founded. */
    private final Map<String, MissionId> founded = new ConcurrentHashMap<>();

    OfficerService(
            OfficerRepository officers,
            MissionRepository missions,
            Memberships memberships,
            Access access,
            AuditTrail trail,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {
        this.officers = officers;
        this.missions = missions;
        this.memberships = memberships;
        this.access = access;
        this.trail = trail;
        this.events = events;
        this.transactions = transactions;
    }

    @Override
    public Officer signedIn(SignIn signIn) {
        SignIn usable = withUsableCodes(signIn);
        return Contention.again(
                () -> {
                    usable.missionCodes().forEach(this::found);
                    return transactions.execute(status -> describe(usable));
                },
                OfficerService::isHindered);
    }

    /** Two that arrive at the same time may hinder each other; the second attempt finds what the first of them made. */
    private static boolean isHindered(RuntimeException failure) {
        return failure instanceof DataIntegrityViolationException || failure instanceof ConcurrencyFailureException;
    }

    private Officer describe(SignIn signIn) {
        Optional<KnownOfficer> known = officers.findByIssuerAndSubject(signIn.issuer(), signIn.subject());
        KnownOfficer officer = known.orElseGet(() -> new KnownOfficer(signIn));
        if (known.isEmpty()) {
            keep(officer);
            note(null, acting(officer), AuditAction.CREATED, null, officer.description());
        } else if (officer.isDescribedBy(signIn)) {
            if (officer.isUnconfirmedAt(signIn.saidAt() == null ? Instant.now() : signIn.saidAt())) {
                officer.confirm(signIn);
                // Also the missions: an instance of an older version knows the officer alone.
                keep(officer);
            }
        } else if (officer.isDescribedAfter(signIn)) {
            return actingAsBothSay(officer, signIn);
        } else {
            KnownOfficer.Description before = officer.description();
            Officer former = acting(officer);
            officer.describe(signIn);
            keep(officer);
            note(former, acting(officer), AuditAction.CHANGED, before, officer.description());
        }
        return acting(officer);
    }

    private void keep(KnownOfficer officer) {
        officers.saveAndFlush(officer);
        memberships.note(officer.id(), missionsOf(officer.missionCodes()));
    }

    /**
     * Notes it in the chain of the officer's home mission, and in that of the one before, which must know that somebody left. Who
     * never had a mission has no chain to stand in, and no rights.
     */
    private void note(
            @Nullable Officer former,
            Officer officer,
            AuditAction action,
            KnownOfficer.@Nullable Description before,
            KnownOfficer.Description after) {
        Set<MissionId> homes = new LinkedHashSet<>();
        for (Officer one : former == null ? List.of(officer) : List.of(former, officer)) {
            if (one.home() != null) {
                homes.add(one.home());
            }
        }
        for (MissionId home : homes) {
            access.runAs(
                    officer,
                    () -> trail.record(
                            new AuditSubject("officer", officer.id(), home, Sensitivity.INTERNAL),
                            action,
                            before,
                            after));
        }
    }

    private static SignIn withUsableCodes(SignIn signIn) {
        Set<String> codes = new LinkedHashSet<>(signIn.missionCodes());
        codes.removeIf(code -> !CODE.matcher(code).matches());
        return new SignIn(
                signIn.issuer(),
                signIn.subject(),
                signIn.kind(),
                signIn.name(),
                signIn.email(),
                signIn.roles(),
                codes,
                signIn.clearance(),
                signIn.saidAt());
    }

    /** What the history says of a mission that was founded. */
    record Founded(String code, String name) {}

    /** Founds the mission unless it exists. */
    private void found(String code) {
        if (missionsOf(List.of(code)).isEmpty()) {
            transactions.executeWithoutResult(status -> {
                Mission mission = missions.save(new Mission(code));
                access.runAs(Officer.system(mission.id()), () -> {
                    trail.record(
                            new AuditSubject("mission", mission.id(), mission.id(), Sensitivity.PUBLIC),
                            AuditAction.CREATED,
                            null,
                            new Founded(mission.code(), mission.name()));
                    events.publishEvent(new MissionFounded(mission.id(), code));
                });
            });
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Officer> lastKnown(OfficerId id) {
        return officers.findById(id.value()).map(this::acting);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Officer> lastKnown(OfficerId id, Instant since) {
        return officers.findById(id.value())
                .filter(officer -> !officer.isDescribedBefore(since))
                .map(this::acting);
    }

    private Officer acting(KnownOfficer known) {
        return acting(known, known.roles(), known.missionCodes(), known.clearance());
    }

    /** An older sign-in must not give back what was taken away since, nor more than it says itself. */
    private Officer actingAsBothSay(KnownOfficer known, SignIn signIn) {
        Set<Role> roles = new LinkedHashSet<>(known.roles());
        roles.retainAll(signIn.roles());
        List<String> codes = known.missionCodes().stream()
                .filter(signIn.missionCodes()::contains)
                .toList();
        Sensitivity clearance = known.clearance().isWithin(signIn.clearance()) ? known.clearance() : signIn.clearance();
        return acting(known, roles, codes, clearance);
    }

    private Officer acting(KnownOfficer known, Set<Role> roles, List<String> missionCodes, Sensitivity clearance) {
        List<MissionId> own = missionsOf(missionCodes);
        // Who may write somewhere is kept to their own missions: a right to write must never reach as far as
        // headquarters read.
        boolean readsAll = roles.contains(Role.HEADQUARTERS) && READERS.containsAll(roles) && !own.isEmpty();
        List<MissionId> seen = readsAll ? ids(missions.findAllByOrderByCode()) : own;
        return new Officer(
                known.id(),
                known.kind(),
                known.name(),
                roles,
                Set.copyOf(seen),
                own.isEmpty() ? null : own.get(0),
                clearance);
    }

    /** Those missions in the order of their codes; codes of none are left out. */
    private List<MissionId> missionsOf(List<String> codes) {
        if (!founded.keySet().containsAll(codes)) {
            for (Mission mission : missions.findAllByCodeInOrderByCode(codes)) {
                founded.put(mission.code(), mission.id());
            }
        }
        return codes.stream()
                .sorted()
                .map(founded::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<MissionId> ids(Collection<Mission> missions) {
        return missions.stream().map(Mission::id).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Preferences preferences() {
        return officers.findById(access.officer().id().value())
                .map(KnownOfficer::preferences)
                .orElse(new Preferences(null, null));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> address() {
        return officers.findById(access.officer().id().value()).map(KnownOfficer::email);
    }

    @Override
    @Transactional
    public void prefer(Preferences preferences) {
        if (preferences.language() != null && !LANGUAGES.contains(preferences.language())) {
            throw InvalidInputException.of("language", "crm.mission.error.language");
        }
        if (preferences.theme() != null && !THEMES.contains(preferences.theme())) {
            throw InvalidInputException.of("theme", "crm.mission.error.theme");
        }
        KnownOfficer officer = officers.findById(access.officer().id().value()).orElseThrow(NotFoundException::new);
        KnownOfficer.Description before = officer.description();
        officer.prefer(preferences);
        officers.save(officer);
        note(null, access.officer(), AuditAction.CHANGED, before, officer.description());
    }

    @Override
    @Transactional(readOnly = true)
    public List<MissionView> missions() {
        Set<MissionId> seen = access.officer().missions();
        return missions.findAllByOrderByCode().stream()
                .filter(mission -> seen.contains(mission.id()))
                .map(mission -> new MissionView(mission.id(), mission.code(), mission.name()))
                .toList();
    }
}
