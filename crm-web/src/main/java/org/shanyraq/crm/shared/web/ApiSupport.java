package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The habits of the API: versions as ETags, cursors as links, and creating calls that may be repeated. */
public final class ApiSupport {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})(?:-[0-9a-f]{8})?\"");

    private final WebProperties web;
    private final IdempotentCalls calls;
    private final JsonMapper json;

    ApiSupport(WebProperties web, IdempotentCalls calls, JsonMapper json) {
        this.web = web;
        this.calls = calls;
        this.json = json;
    }

    /**
     * A resource. Its ETag begins with its version, which is what a change is checked against, and ends with a mark of all that is
     * shown: what is shown beside the record itself may change without it.
     */
    public <T> ResponseEntity<T> found(T body, long version) {
        return ResponseEntity.ok()
                .eTag(eTag(version, json.writeValueAsBytes(body)))
                .body(body);
    }

    /** A stretch of a list, with the link to the next one. */
    public <T> ResponseEntity<ApiSlice<T>> slice(Slice<T> slice, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        String next = slice.next();
        if (next != null) {
            String link = UriComponentsBuilder.fromPath(request.getRequestURI())
                    .query(request.getQueryString())
                    .replaceQueryParam("cursor", next)
                    .build()
                    .toUriString();
            answer.header(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"");
        }
        return answer.body(new ApiSlice<>(slice.items(), next));
    }

    /**
     * The version that a changing call is based on: the first number in its {@code If-Match} header. Without the header the call is
     * refused with 428, with one that can never match (weak, several, {@code *}) with 412.
     */
    public long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ApiRefusedException(Refusal.of(428, "version-needed"));
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw new ApiRefusedException(Refusal.of(412, "stale"));
        }
        return Long.parseLong(version.group(1));
    }

    /**
     * Answers a creating call with 201, the place of what was created, and its version. With an {@code Idempotency-Key} header the
     * call may be repeated for a day: the same key and body create nothing, and are answered from what was created as it is now, as
     * far as the client may see it now; another body is refused with 422; while the first call still runs, with 409. The act and
     * the note of it are one transaction.
     *
     * @param body what was sent, for the comparison
     * @param again reads what was created, by the last part of its path
     */
    public ResponseEntity<?> create(
            HttpServletRequest request, Object body, Supplier<Created> act, Function<String, Created> again) {
        return create(request, () -> body, act, again);
    }

    /**
     * The same for a body that takes work to tell.
     *
     * @param body asked only when the call names a key
     */
    public ResponseEntity<?> create(
            HttpServletRequest request, Supplier<Object> body, Supplier<Created> act, Function<String, Created> again) {
        String key = request.getHeader("Idempotency-Key");
        if (key == null) {
            Created created = act.get();
            return answer(created).body(created.body());
        }
        if (!key.matches("[\\x21-\\x7e]{1,200}")) {
            throw new ApiRefusedException(Refusals.badRequest("Idempotency-Key", "crm.error.idempotency-key"));
        }
        IdempotentCalls.Outcome outcome =
                calls.once(key, request.getMethod() + " " + request.getRequestURI(), body.get(), act);
        Created created = outcome.created();
        Created shown = created == null
                ? again.apply(outcome.path().substring(outcome.path().lastIndexOf('/') + 1))
                : created;
        return answer(shown)
                .header("Idempotency-Replayed", Boolean.toString(created == null))
                .body(shown.body());
    }

    private ResponseEntity.BodyBuilder answer(Created created) {
        return ResponseEntity.status(201)
                .location(URI.create(web.path("/api/v1" + created.path())))
                .eTag(eTag(created.version(), json.writeValueAsBytes(created.body())));
    }

    private static String eTag(long version, byte[] shown) {
        CRC32C mark = new CRC32C();
        mark.update(shown);
        return "\"%d-%08x\"".formatted(version, mark.getValue());
    }

    /**
     * What a creating call created.
     *
     * @param path of the new resource, below {@code <base>/api/v1}
     * @param body its representation
     */
    public record Created(String path, Object body, long version) {}

    /** For interceptors: a query parameter that the route does not know. */
    static ApiRefusedException unknownParameter(String name) {
        return new ApiRefusedException(new Refusal(
                400,
                "bad-request",
                "crm.error.page.bad-request.text",
                List.of(),
                List.of(Violation.of(name, "crm.error.unknown-parameter"))));
    }
}
