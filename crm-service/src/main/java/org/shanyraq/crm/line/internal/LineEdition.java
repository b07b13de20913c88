package org.shanyraq.crm.line.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.line.EditionState;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineSource;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.UtcTime;
import tools.jackson.core.type.TypeReference;

/** One edition of a line: what somebody approves, or does not. Changed by its line alone. */
@Entity(name = "crm_line_edition")
@Table(name = "crm_line_edition")
class LineEdition {

    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID id = Ids.next();

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "line_id", updatable = false)
    private @Nullable LineToTake line;

    @Column(updatable = false)
    private int number;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private EditionState state = EditionState.DRAFT;

    /** By language as JSON. */
    private String texts = "{}";

    private String sources = "[]";

    private @Nullable LocalDate validUntil;

    /** Names by id as JSON. */
    private String authors = "{}";

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID decidedBy;

    private @Nullable String decidedByName;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant decidedAt;

    private @Nullable String remark;

    /** For Hibernate. */
    protected LineEdition() {}

    LineEdition(LineToTake line, int number) {
        this.line = line;
        this.number = number;
    }

    /** Whether it says what is asked for. */
    boolean says(LineDetails details) {
        return texts().equals(details.texts())
                && sources().equals(details.sources())
                && Objects.equals(validUntil, details.validUntil());
    }

    /** Takes over who wrote an earlier edition, whose words it begins with. */
    void goOnFrom(LineEdition earlier) {
        authors = earlier.authors;
    }

    void write(LineDetails details, Officer author) {
        texts = JsonText.write(details.texts());
        sources = JsonText.write(details.sources());
        validUntil = details.validUntil();
        state = EditionState.DRAFT;
        Map<String, String> all = new LinkedHashMap<>(authors());
        all.put(author.id().value().toString(), author.name());
        authors = JsonText.write(all);
    }

    void become(EditionState next) {
        state = next;
    }

    void decide(EditionState next, Officer officer, @Nullable String why, Instant now) {
        state = next;
        decidedBy = officer.id().value();
        decidedByName = officer.name();
        decidedAt = now;
        remark = why;
    }

    boolean isWrittenBy(Officer officer) {
        return authors().containsKey(officer.id().value().toString());
    }

    /** When it was approved, returned or withdrawn last. */
    Instant decidedAt() {
        return Objects.requireNonNull(decidedAt, "nobody decided on it");
    }

    int number() {
        return number;
    }

    EditionState state() {
        return state;
    }

    @Nullable
    LocalDate validUntil() {
        return validUntil;
    }

    Map<String, LineText> texts() {
        return texts(texts);
    }

    List<LineSource> sources() {
        return sources(sources);
    }

    private Map<String, String> authors() {
        return authors(authors);
    }

    static Map<String, LineText> texts(String json) {
        return JsonText.read(json, new TypeReference<Map<String, LineText>>() {});
    }

    static List<LineSource> sources(String json) {
        return JsonText.read(json, new TypeReference<List<LineSource>>() {});
    }

    static Map<String, String> authors(String json) {
        return JsonText.read(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }
}
