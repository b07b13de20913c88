package org.shanyraq.crm.exchange.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.Download;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports: a file is uploaded, its columns confirmed, checked without writing, applied, and may be taken back. */
@RestController("crmImportApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/imports")
class ImportApiController {

    private final Imports imports;
    private final ImportBodyMapper bodies;
    private final ApiSupport api;

    ImportApiController(Imports imports, ImportBodyMapper bodies, ApiSupport api) {
        this.imports = imports;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Lists imports, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.IMPORT)
    ResponseEntity<ApiSlice<ImportView>> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(imports.list(new Paging(cursor, size)), request);
    }

    /** Shows one import with its counters. */
    @GetMapping("/{id}")
    @Requires(Right.IMPORT)
    ResponseEntity<ImportView> get(@PathVariable ImportId id) {
        return found(imports.get(id));
    }

    /** What was uploaded, for the comparison of repeated calls. */
    private record Uploaded(ImportSubject subject, String fileName, String sha256) {}

    /**
     * Takes a file in, CSV or XLSX, and finds out how to read it.
     *
     * @param subject what the rows of the file are
     * @param file CSV or XLSX
     */
    @PostMapping
    @Requires(Right.IMPORT)
    ResponseEntity<?> upload(
            @RequestParam ImportSubject subject, @RequestParam MultipartFile file, HttpServletRequest request) {
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        return api.create(
                request,
                () -> uploaded(subject, name, file),
                () -> {
                    try (InputStream content = file.getInputStream()) {
                        return created(imports.upload(subject, name, content));
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                id -> created(imports.get(ImportId.of(id))));
    }

    private static Uploaded uploaded(ImportSubject subject, String name, MultipartFile file) {
        try {
            return new Uploaded(subject, name, Sha256.hex(file.getInputStream()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ApiSupport.Created created(ImportView made) {
        return new ApiSupport.Created("/imports/" + made.id(), made, made.version());
    }

    /** Says how the file is to be read and what its columns mean; an earlier check is void then. */
    @PutMapping("/{id}/settings")
    @Requires(Right.IMPORT)
    ResponseEntity<ImportView> configure(
            @PathVariable ImportId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ImportSettingsBody body) {
        return found(imports.configure(id, api.version(ifMatch), bodies.settings(body)));
    }

    /** Starts the check of all rows as a job. */
    @PostMapping("/{id}/check")
    @Requires(Right.IMPORT)
    ResponseEntity<ImportView> check(
            @PathVariable ImportId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        imports.check(id, api.version(ifMatch));
        return found(imports.get(id));
    }

    /** Starts, or continues, applying as a job. Each row is applied once. */
    @PostMapping("/{id}/apply")
    @Requires(Right.IMPORT)
    ResponseEntity<ImportView> apply(
            @PathVariable ImportId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        imports.apply(id, api.version(ifMatch));
        return found(imports.get(id));
    }

    /** Starts taking back what was applied, as a job; what somebody changed afterwards is kept. */
    @PostMapping("/{id}/revert")
    @Requires(Right.IMPORT)
    ResponseEntity<ImportView> revert(
            @PathVariable ImportId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        imports.revert(id, api.version(ifMatch));
        return found(imports.get(id));
    }

    /**
     * Lists the rows in the order of the file.
     *
     * @param outcome only rows that would do this
     * @param state only rows that became this
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/rows")
    @Requires(Right.IMPORT)
    ResponseEntity<ApiSlice<ImportRow>> rows(
            @PathVariable ImportId id,
            @RequestParam(required = false) @Nullable RowOutcome outcome,
            @RequestParam(required = false) @Nullable RowState state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(imports.rows(id, outcome, state, new Paging(cursor, size)), request);
    }

    /** Decides about rows that may be duplicates. */
    @PostMapping("/{id}/decisions")
    @Requires(Right.IMPORT)
    ResponseEntity<ImportView> decide(
            @PathVariable ImportId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DecisionBody body) {
        long version = api.version(ifMatch);
        RowDecision decision = Objects.requireNonNull(body.decision());
        if (body.row() == null) {
            imports.decideAll(id, version, decision);
        } else {
            imports.decide(id, version, body.row(), decision);
        }
        return found(imports.get(id));
    }

    /**
     * Gives the rows that are errors or failed as CSV, with what is wrong.
     *
     * @param language of the texts: en, fr, kk or ru
     */
    @GetMapping(path = "/{id}/errors", produces = "text/csv")
    @Requires(Right.IMPORT)
    void errors(
            @PathVariable ImportId id, @RequestParam(defaultValue = "en") String language, HttpServletResponse response)
            throws IOException {
        imports.get(id);
        Download.of("errors.csv", "text/csv;charset=UTF-8")
                .send(response, out -> imports.writeErrors(id, language, out));
    }

    /** Removes an import that was never applied, or was taken back, with its file. */
    @DeleteMapping("/{id}")
    @Requires(Right.IMPORT)
    ResponseEntity<Void> discard(
            @PathVariable ImportId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        imports.discard(id, api.version(ifMatch));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<ImportView> found(ImportView one) {
        return api.found(one, one.version());
    }
}
