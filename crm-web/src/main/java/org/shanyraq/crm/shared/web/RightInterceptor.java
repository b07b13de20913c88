package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.NotFoundException;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request reach a handler of the CRM only when the officer has the right that the handler declares. A handler that
 * declares none is refused; the facade behind it checks again.
 */
final class RightInterceptor implements HandlerInterceptor {

    private final Access access;
    private final Assets assets;

    RightInterceptor(Access access, Assets assets) {
        this.access = access;
        this.assets = assets;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        if (HttpMethod.OPTIONS.matches(request.getMethod())) {
            // Answered by the framework for every path, whoever asks: there is nothing here for other origins.
            throw new HttpRequestMethodNotSupportedException(request.getMethod());
        }
        if (handler instanceof HandlerMethod method) {
            response.addHeader(HttpHeaders.VARY, "HX-Request");
            check(method);
        } else if (!request.getRequestURI().startsWith(request.getContextPath() + assets.path(""))) {
            throw new NotFoundException();
        }
        return true;
    }

    private void check(HandlerMethod method) {
        Requires needed = AnnotationUtils.findAnnotation(method.getMethod(), Requires.class);
        if (needed != null) {
            if (access.find().isEmpty()) {
                throw new NotPermittedException(Right.BE_HERE);
            }
            if (!access.officer().may(Right.BE_HERE)) {
                throw new NotPermittedException(Right.BE_HERE);
            }
            access.require(needed.value());
        } else if (AnnotationUtils.findAnnotation(method.getMethod(), PublicRoute.class) == null) {
            throw new IllegalStateException("the route " + method + " does not say which right it needs");
        }
    }
}
