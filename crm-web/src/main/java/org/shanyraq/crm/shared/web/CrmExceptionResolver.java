package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers what fails below the CRM's base path, whoever failed; leaves everything else to the host. */
final class CrmExceptionResolver implements HandlerExceptionResolver, Ordered {

    private final RefusalWriter refusals;

    CrmExceptionResolver(RefusalWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!refusals.isOurs(request)) {
            return null;
        }
        if (response.isCommitted()) {
            // It reaches the server, which breaks the connection off: who waits for the rest learns that there is none.
            return null;
        }
        try {
            refusals.write(failure, request, response);
            return new ModelAndView();
        } catch (IOException gone) {
            return null;
        }
    }
}
