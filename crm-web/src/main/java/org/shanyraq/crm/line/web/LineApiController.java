package org.shanyraq.crm.line.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.line.Contradiction;
import org.shanyraq.crm.line.EditionView;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineMatch;
import org.shanyraq.crm.line.LineQuery;
import org.shanyraq.crm.line.LineStanding;
import org.shanyraq.crm.line.LineSummary;
import org.shanyraq.crm.line.LineUse;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The library of lines to take. */
@RestController("crmLineApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/lines")
class LineApiController {

    private final Lines lines;
    private final ApiSupport api;

    LineApiController(Lines lines, ApiSupport api) {
        this.lines = lines;
        this.api = api;
    }

    /**
     * Lists lines, those changed last first.
     *
     * @param standing whether they can be used; all when left out
     * @param owner who looks after them
     * @param topic it or one below it
     * @param waiting only those of which an edition waits for approval
     * @param contradicting only those in use that contradict another one in use, as far as the client may see both
     * @param archived whether archived ones are listed
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_LINES)
    ResponseEntity<ApiSlice<LineSummary>> list(
            @RequestParam(required = false) @Nullable LineStanding standing,
            @RequestParam(required = false) @Nullable OfficerId owner,
            @RequestParam(required = false) @Nullable TopicId topic,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam(defaultValue = "false") boolean contradicting,
            @RequestParam(defaultValue = "WITHOUT") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(
                lines.list(
                        new LineQuery(standing, owner, topic, waiting, contradicting, archived),
                        new Paging(cursor, size)),
                request);
    }

    /**
     * Finds the lines in use that answer a question best, the best first.
     *
     * @param question in any language
     * @param most 1 to 20
     */
    @GetMapping("/matches")
    @Requires(Right.READ_LINES)
    ApiSlice<LineMatch> matches(@RequestParam String question, @RequestParam(defaultValue = "5") int most) {
        return new ApiSlice<>(lines.find(question, most), null);
    }

    /** Shows one line. */
    @GetMapping("/{id}")
    @Requires(Right.READ_LINES)
    ResponseEntity<LineView> get(@PathVariable LineId id) {
        return found(lines.get(id));
    }

    /** Lists the editions of a line, the latest first. */
    @GetMapping("/{id}/editions")
    @Requires(Right.READ_LINES)
    List<EditionView> editions(@PathVariable LineId id) {
        return lines.editions(id);
    }

    /** Drafts a line in the mission of the client. */
    @PostMapping
    @Requires(Right.WRITE_LINES)
    ResponseEntity<?> draft(@Valid @RequestBody LineBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(lines.draft(body.details())),
                again -> created(lines.get(LineId.of(again))));
    }

    /** Writes the next edition of a line; the one in use stays so until the next is approved. */
    @PutMapping("/{id}")
    @Requires(Right.WRITE_LINES)
    ResponseEntity<LineView> change(
            @PathVariable LineId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody LineBody body) {
        return found(lines.change(id, api.version(ifMatch), body.details()));
    }

    /** Gives what was written to somebody else to approve. */
    @PostMapping("/{id}/propose")
    @Requires(Right.WRITE_LINES)
    ResponseEntity<LineView> propose(
            @PathVariable LineId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(lines.propose(id, api.version(ifMatch)));
    }

    /** Puts the proposed edition into use; not for those who wrote it. */
    @PostMapping("/{id}/approve")
    @Requires(Right.APPROVE_LINES)
    ResponseEntity<LineView> approve(
            @PathVariable LineId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(lines.approve(id, api.version(ifMatch)));
    }

    /** Returns the proposed edition to those who wrote it. */
    @PostMapping("/{id}/return")
    @Requires(Right.APPROVE_LINES)
    ResponseEntity<LineView> sendBack(
            @PathVariable LineId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody RemarkBody body) {
        return found(lines.sendBack(id, api.version(ifMatch), body.text()));
    }

    /** Takes a line out of use. */
    @PostMapping("/{id}/withdraw")
    @Requires(Right.APPROVE_LINES)
    ResponseEntity<LineView> withdraw(
            @PathVariable LineId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody RemarkBody body) {
        return found(lines.withdraw(id, api.version(ifMatch), body.text()));
    }

    /** Takes a line out of lists and out of use. */
    @PostMapping("/{id}/archive")
    @Requires(Right.WRITE_LINES)
    ResponseEntity<LineView> archive(
            @PathVariable LineId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(lines.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived line back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.WRITE_LINES)
    ResponseEntity<LineView> restore(
            @PathVariable LineId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(lines.restore(id, api.version(ifMatch)));
    }

    /**
     * Lists the other lines in use that answer differently what this one answers, and after them those of which an officer said that they do
     * not contradict it. Of a line that is not in use there are none.
     */
    @GetMapping("/{id}/contradictions")
    @Requires(Right.READ_LINES)
    List<Contradiction> contradictions(@PathVariable LineId id) {
        return lines.contradictions(id);
    }

    /** Says whether two lines in use contradict each other; it counts until another edition of either is approved. */
    @PostMapping("/{id}/contradictions")
    @Requires(Right.APPROVE_LINES)
    List<Contradiction> judge(@PathVariable LineId id, @Valid @RequestBody VerdictBody body) {
        return lines.judge(body.of(id));
    }

    /** Notes that a line was said. */
    @PostMapping("/{id}/uses")
    @Requires(Right.USE_LINES)
    ResponseEntity<?> use(@PathVariable LineId id, @Valid @RequestBody UsedLineBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> used(lines.use(body.of(id))),
                again -> used(lines.getUse(id, UUID.fromString(again))));
    }

    /** Shows one use of a line. */
    @GetMapping("/{id}/uses/{use}")
    @Requires(Right.READ_LINES)
    LineUse getUse(@PathVariable LineId id, @PathVariable UUID use) {
        return lines.getUse(id, use);
    }

    /**
     * Lists on whom and when a line was used, latest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/uses")
    @Requires(Right.READ_LINES)
    ResponseEntity<ApiSlice<LineUse>> uses(
            @PathVariable LineId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(lines.uses(id, new Paging(cursor, size)), request);
    }

    /**
     * Tells who changed what, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/history")
    @Requires(Right.READ_LINES)
    ResponseEntity<ApiSlice<AuditEntry>> history(
            @PathVariable LineId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(lines.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created used(LineUse use) {
        return new ApiSupport.Created("/lines/" + use.line() + "/uses/" + use.id(), use, 0);
    }

    private static ApiSupport.Created created(LineView line) {
        return new ApiSupport.Created("/lines/" + line.id(), line, line.version());
    }

    private ResponseEntity<LineView> found(LineView line) {
        return api.found(line, line.version());
    }
}
