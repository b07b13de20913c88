package org.shanyraq.crm.shared.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.shared.Megabytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request that is not served: a page that says what to do, or a problem (RFC 9457) on the API. */
public final class RefusalWriter {

    private static final Logger log = LoggerFactory.getLogger(RefusalWriter.class);

    private final WebProperties web;
    private final CrmViews views;
    private final UserLanguage language;
    private final MessageSource messages;
    private final JsonMapper json;
    private final UploadLimit uploads;
    private final List<PublicPath> publicPaths;

    RefusalWriter(
            WebProperties web,
            CrmViews views,
            UserLanguage language,
            MessageSource messages,
            JsonMapper json,
            UploadLimit uploads,
            List<PublicPath> publicPaths) {
        this.web = web;
        this.views = views;
        this.language = language;
        this.messages = messages;
        this.json = json;
        this.uploads = uploads;
        this.publicPaths = publicPaths;
    }

    /** Whether the request is one of the CRM's. */
    public boolean isOurs(HttpServletRequest request) {
        return isBelow(request, web.basePath());
    }

    /** Whether the request is one of the CRM's API. */
    public boolean isApi(HttpServletRequest request) {
        return isBelow(request, web.path("/api"));
    }

    private static boolean isBelow(HttpServletRequest request, String base) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(base) || path.startsWith(base + "/");
    }

    /** Answers with what the failure stands for. */
    public void write(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Refusal refusal = Refusals.of(failure, isApi(request));
        if (refusal.status() == 422 && isApi(request) && HttpMethod.GET.matches(request.getMethod())) {
            // Nothing was sent but the address: what does not fit stands in its parameters.
            refusal = Refusals.badRequest(refusal.violations());
        }
        if (refusal.detailKey().equals("crm.error.page.too-large.text") && uploads.bytes() < Long.MAX_VALUE) {
            refusal = Refusal.of(
                    413, refusal.kind(), "crm.error.page.too-large.limit", List.of(Megabytes.of(uploads.bytes())));
        }
        if (refusal.status() >= 500) {
            log.error(
                    "{} {} failed",
                    request.getMethod(),
                    PublicPath.withoutToken(request.getRequestURI(), web, publicPaths),
                    failure);
        }
        List<Role> whoCan = failure instanceof NotPermittedException denied ? denied.whoCan() : List.of();
        write(refusal, whoCan, request, response);
    }

    /** Answers with that refusal. */
    public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(refusal, List.of(), request, response);
    }

    private void write(Refusal refusal, List<Role> whoCan, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(refusal.status());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.ETAG, null);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
        if (refusal.status() == 503) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        }
        if (isApi(request)) {
            writeProblem(refusal, whoCan, request, response);
        } else {
            writePage(refusal, whoCan, request, response);
        }
    }

    private void writeProblem(
            Refusal refusal, List<Role> whoCan, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Locale locale = locale(request);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", request.getContextPath() + web.path("/problems/" + refusal.kind()));
        problem.put("title", text("crm.error.page." + refusal.kind() + ".title", List.of(), locale));
        problem.put("status", refusal.status());
        problem.put("detail", text(refusal.detailKey(), refusal.arguments(), locale));
        if (!refusal.violations().isEmpty()) {
            problem.put(
                    "violations",
                    refusal.violations().stream()
                            .map(violation -> Map.of(
                                    "field", violation.field(),
                                    "code", violation.key(),
                                    "message", text(violation.key(), violation.arguments(), locale)))
                            .toList());
        }
        if (!whoCan.isEmpty()) {
            problem.put("whoCan", whoCan.stream().map(Role::code).toList());
        }
        byte[] body = json.writeValueAsBytes(problem);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void writePage(Refusal refusal, List<Role> whoCan, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Locale locale = locale(request);
        response.setContentType("text/html;charset=UTF-8");
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("refusal", refusal);
        model.put(
                "whoCan",
                whoCan.stream()
                        .map(role -> text("crm.access.role." + role.code(), List.of(), locale))
                        .toList());
        EitherWay answer = new EitherWay(response);
        try {
            views.render("crm/error", model, request, answer);
            answer.getWriter().flush();
        } catch (Exception failed) {
            log.error("the error page failed", failed);
            if (!response.isCommitted()) {
                response.resetBuffer();
                response.setContentType("text/plain;charset=UTF-8");
                answer.getWriter().write(text(refusal.detailKey(), refusal.arguments(), locale));
                answer.getWriter().flush();
            }
        }
    }

    /** A response that takes characters even when what failed had begun to write bytes, of which none has been sent. */
    private static final class EitherWay extends HttpServletResponseWrapper {

        private @Nullable PrintWriter overBytes;

        EitherWay(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            if (overBytes != null) {
                return overBytes;
            }
            try {
                return super.getWriter();
            } catch (IllegalStateException bytesBegun) {
                overBytes = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
                return overBytes;
            }
        }
    }

    /** Without asking the database while it is what fails. */
    private Locale locale(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return Locale.UK;
        }
        try {
            return language.locale(request);
        } catch (RuntimeException outage) {
            return Locale.UK;
        }
    }

    private String text(String key, List<?> arguments, Locale locale) {
        @Nullable String text = messages.getMessage(key, arguments.toArray(), key, locale);
        return text == null ? key : text;
    }
}
