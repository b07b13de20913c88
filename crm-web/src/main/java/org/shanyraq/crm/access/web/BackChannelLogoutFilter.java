package org.shanyraq.crm.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keycloak tells that somebody signed out elsewhere (OpenID Connect Back-Channel Logout 1.0): ends their sessions on every
 * instance. A token that is not good, or was taken before, is answered with 400 and ends nothing.
 */
final class BackChannelLogoutFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(BackChannelLogoutFilter.class);
    private static final int LONGEST = 16_384;

    private final String path;
    private final JwtDecoder tokens;
    private final SessionStore sessions;

    BackChannelLogoutFilter(String path, JwtDecoder tokens, SessionStore sessions) {
        this.path = path;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(request.getContextPath() + path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
            return;
        }
        String text = request.getParameter("logout_token");
        if (text == null || text.length() > LONGEST) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return;
        }
        try {
            Jwt token = tokens.decode(text);
            if (!sessions.takes(Objects.requireNonNull(token.getId()), Objects.requireNonNull(token.getExpiresAt()))) {
                response.setStatus(HttpStatus.BAD_REQUEST.value());
                return;
            }
            sessions.signedOut(token.getClaimAsString("sid"), token.getSubject());
            response.setStatus(HttpStatus.OK.value());
        } catch (BadJwtException bad) {
            log.warn("a logout token was refused: {}", bad.getMessage());
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        } catch (JwtException noKeys) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }
}
