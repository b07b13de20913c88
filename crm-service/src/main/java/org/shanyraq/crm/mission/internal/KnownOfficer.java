package org.shanyraq.crm.mission.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.mission.Preferences;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.StringListConverter;
import org.shanyraq.crm.shared.internal.UtcTime;

/** An officer as the identity provider described them last, with their own settings. */
@Entity
@Table(name = "crm_officer")
class KnownOfficer {

    /** How exactly it is known when the identity provider last said the same. */
    private static final Duration CONFIRMED = Duration.ofMinutes(1);

    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID id = Ids.next();

    private String issuer = "";

    private String subject = "";

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Officer.Kind kind = Officer.Kind.PERSON;

    private String name = "";

    private @Nullable String email;

    @Convert(converter = StringListConverter.class)
    private List<String> roles = List.of();

    @Convert(converter = StringListConverter.class)
    private List<String> missions = List.of();

    private int clearance;

    private @Nullable String language;

    private @Nullable String theme;

    @Convert(converter = UtcTime.class)
    private Instant firstSeenAt = Instant.now();

    @Convert(converter = UtcTime.class)
    private Instant describedAt = Instant.now();

    protected KnownOfficer() {}

    KnownOfficer(SignIn signIn) {
        issuer = signIn.issuer();
        subject = signIn.subject();
        describe(signIn);
    }

    /** Takes over what the identity provider says now; roles and missions it does not name any more are gone. */
    final void describe(SignIn signIn) {
        kind = signIn.kind();
        name = signIn.name();
        email = signIn.email();
        roles = signIn.roles().stream().map(Role::code).sorted().toList();
        missions = signIn.missionCodes().stream().sorted().toList();
        clearance = signIn.clearance().level();
        confirm(signIn);
    }

    /** Notes when the identity provider said it. */
    final void confirm(SignIn signIn) {
        Instant said = signIn.saidAt() == null ? Instant.now() : signIn.saidAt();
        describedAt = said.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether the identity provider said something after that sign-in. */
    boolean isDescribedAfter(SignIn signIn) {
        return signIn.saidAt() != null && describedAt.isAfter(signIn.saidAt());
    }

    /** Whether the identity provider has said nothing of the officer since that time. */
    boolean isDescribedBefore(Instant time) {
        return describedAt.isBefore(time);
    }

    /** Whether it is some time that the identity provider confirmed it. */
    boolean isUnconfirmedAt(Instant time) {
        return describedAt.plus(CONFIRMED).isBefore(time);
    }

    void prefer(Preferences preferences) {
        language = preferences.language();
        theme = preferences.theme();
    }

    /** What histories tell of an officer; the subject and the address stay out of them. */
    record Description(
            Officer.Kind kind,
            String name,
            List<String> roles,
            List<String> missions,
            Sensitivity clearance,
            @Nullable String language,
            @Nullable String theme) {}

    Description description() {
        return new Description(kind, name, roles, missions, clearance(), language, theme);
    }

    OfficerId id() {
        return new OfficerId(id);
    }

    Officer.Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    Set<Role> roles() {
        return roles.stream().map(Role::ofCode).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    List<String> missionCodes() {
        return missions;
    }

    Sensitivity clearance() {
        return Sensitivity.ofLevel(clearance);
    }

    @Nullable
    String email() {
        return email;
    }

    Preferences preferences() {
        return new Preferences(language, theme);
    }

    /** Whether the identity provider says the same as before. */
    boolean isDescribedBy(SignIn signIn) {
        return kind == signIn.kind()
                && name.equals(signIn.name())
                && java.util.Objects.equals(email, signIn.email())
                && roles().equals(signIn.roles())
                && Set.copyOf(missions).equals(signIn.missionCodes())
                && clearance() == signIn.clearance();
    }
}
