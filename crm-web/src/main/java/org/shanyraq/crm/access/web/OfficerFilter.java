package org.shanyraq.crm.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.SignIn;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the officer to the request: behind it, features know who acts and never see a token. */
final class OfficerFilter extends OncePerRequestFilter {

    private final Access access;
    private final KnownOfficers officers;
    private final Source source;

    OfficerFilter(Access access, KnownOfficers officers, Source source) {
        this.access = access;
        this.officers = officers;
        this.source = source;
    }

    /** Who a request comes from. */
    @FunctionalInterface
    interface Source {
        Optional<SignIn> of(HttpServletRequest request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignIn> signIn = source.of(request);
        if (signIn.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Failure failure = new Failure();
        access.runAs(officers.of(signIn.get()), () -> {
            try {
                chain.doFilter(request, response);
            } catch (IOException | ServletException failed) {
                failure.cause = failed;
            }
        });
        if (failure.cause instanceof IOException io) {
            throw io;
        }
        if (failure.cause instanceof ServletException servlet) {
            throw servlet;
        }
    }

    private static final class Failure {
        private @Nullable Exception cause;
    }
}
