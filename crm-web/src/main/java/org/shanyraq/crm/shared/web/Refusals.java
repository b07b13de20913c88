package org.shanyraq.crm.shared.web;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.CrmException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.TooLargeException;
import org.shanyraq.crm.shared.Violation;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place that says which exception is which refusal. */
final class Refusals {

    /** Of the servers that a host may bring, none of which is needed here. */
    private static final Set<String> MALFORMED = Set.of(
            "org.apache.tomcat.util.http.InvalidParameterException",
            "org.apache.coyote.BadRequestException",
            "org.eclipse.jetty.http.BadMessageException");

    /** What Tomcat says of a file or a form with files that is larger than the server lets in. */
    private static final Set<String> TOO_LARGE = Set.of(
            "org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException",
            "org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException");

    /** What the system says when a file cannot be written: a full disk, a used-up quota, the limit of a process. */
    private static final Set<String> NO_ROOM =
            Set.of("No space left on device", "Disk quota exceeded", "File too large", "not enough space on the disk");

    /** What MySQL and MariaDB say of that: disk full, table full. */
    private static final Set<Integer> DATABASE_FULL = Set.of(1021, 1114);

    private Refusals() {}

    /** @param api stale versions are 412 there and 409 on pages */
    static Refusal of(Throwable failure, boolean api) {
        if (failure instanceof NotFoundException
                || failure instanceof NoResourceFoundException
                || failure instanceof NoHandlerFoundException) {
            return Refusal.of(404, "not-found");
        }
        if (failure instanceof NotPermittedException denied) {
            return denied.right() == Right.BE_HERE ? Refusal.of(403, "no-mission") : Refusal.of(403, "not-permitted");
        }
        if (failure instanceof StaleVersionException) {
            return Refusal.of(api ? 412 : 409, "stale");
        }
        if (failure instanceof ConflictException conflict) {
            return Refusal.of(409, "conflict", conflict.key(), conflict.arguments());
        }
        if (failure instanceof TooLargeException large) {
            return Refusal.of(413, "too-large", large.key(), large.arguments());
        }
        if (failure instanceof InvalidInputException invalid) {
            return new Refusal(
                    422, "invalid-input", "crm.error.page.invalid-input.text", List.of(), invalid.violations());
        }
        if (failure instanceof ApiRefusedException refused) {
            return refused.refusal();
        }
        if (failure instanceof CrmException other) {
            return Refusal.of(422, "invalid-input", other.key(), other.arguments());
        }
        if (failure instanceof MissingScopeException) {
            return Refusal.of(500, "internal");
        }
        return ofWeb(failure, api);
    }

    private static Refusal ofWeb(Throwable failure, boolean api) {
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return mismatch.getParameter().hasParameterAnnotation(PathVariable.class)
                    ? Refusal.of(404, "not-found")
                    : badRequest(mismatch.getName(), "crm.error.value");
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return badRequest(missing.getParameterName(), "crm.error.missing");
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return ofBody(unreadable);
        }
        if (failure instanceof BindException invalid) {
            return new Refusal(
                    api ? 422 : 400,
                    "invalid-input",
                    "crm.error.page.invalid-input.text",
                    List.of(),
                    violations(invalid.getBindingResult()));
        }
        if (failure instanceof HttpRequestMethodNotSupportedException) {
            return Refusal.of(405, "method");
        }
        if (isTooLarge(failure)) {
            return Refusal.of(413, "too-large");
        }
        if (isStorageFull(failure)) {
            return Refusal.of(507, "storage-full");
        }
        if (isMalformed(failure)) {
            return Refusal.of(400, "bad-request");
        }
        if (failure instanceof MultipartException) {
            return Refusal.of(400, "bad-request");
        }
        if (failure instanceof AuthenticationServiceException || isOutage(failure)) {
            return Refusal.of(503, "unavailable");
        }
        if (failure instanceof ErrorResponse response) {
            int status = response.getStatusCode().value();
            return switch (status) {
                case 404 -> Refusal.of(404, "not-found");
                case 405 -> Refusal.of(405, "method");
                case 406 -> Refusal.of(406, "media-type");
                case 413 -> Refusal.of(413, "too-large");
                case 415 -> Refusal.of(415, "media-type");
                default -> status >= 500 ? Refusal.of(500, "internal") : Refusal.of(400, "bad-request");
            };
        }
        return Refusal.of(500, "internal");
    }

    private static Refusal ofBody(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return badRequest(field(unknown), "crm.error.unknown-field");
        }
        if (cause instanceof StreamConstraintsException) {
            return badRequest("", "crm.error.too-deep");
        }
        if (cause instanceof DatabindException mismatch && !field(mismatch).isEmpty()) {
            return badRequest(field(mismatch), "crm.error.value");
        }
        return badRequest("", "crm.error.malformed");
    }

    /** The place in the body, for example {@code channels[1].value}. */
    private static String field(JacksonException problem) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : problem.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    static Refusal badRequest(String field, String key) {
        return badRequest(List.of(Violation.of(field, key)));
    }

    static Refusal badRequest(List<Violation> violations) {
        return new Refusal(400, "bad-request", "crm.error.page.bad-request.text", List.of(), violations);
    }

    private static List<Violation> violations(BindingResult result) {
        return result.getAllErrors().stream()
                .map(error -> new Violation(
                        error instanceof FieldError field ? field.getField() : "",
                        key(error.getDefaultMessage()),
                        List.of()))
                .toList();
    }

    private static String key(@Nullable String message) {
        return message != null && message.startsWith("crm.") ? message : "crm.error.value";
    }

    /** Tomcat says so within what it also throws for parameters that it cannot read, to whoever first asks for one: a filter, or Spring. */
    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MaxUploadSizeExceededException
                    || TOO_LARGE.contains(cause.getClass().getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is no room on a disk: on ours, where what is sent is put down first, or on that of the database. */
    static boolean isStorageFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IOException
                    && message != null
                    && NO_ROOM.stream().anyMatch(message::contains)) {
                return true;
            }
            if (cause instanceof SQLException sql && DATABASE_FULL.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the server could not read the parameters: bytes that are no text, broken escapes, too many of them. */
    private static boolean isMalformed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (MALFORMED.contains(cause.getClass().getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database, or what else is needed, did not answer. Such a request may be tried again. */
    static boolean isOutage(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof SQLException sql) {
            String state = sql.getSQLState();
            return Contention.isCauseOf(sql)
                    || root instanceof java.sql.SQLTransientException
                    || root instanceof java.sql.SQLRecoverableException
                    || root instanceof java.sql.SQLNonTransientConnectionException
                    || (state != null && (state.startsWith("08") || state.startsWith("40")))
                    || sql.getErrorCode() == 1290
                    || sql.getErrorCode() == 1836;
        }
        return root instanceof java.net.ConnectException || root instanceof java.net.SocketTimeoutException;
    }
}
