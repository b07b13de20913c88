package org.shanyraq.crm.access.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.PublicPath;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.SecurityFilterChain;

/** Fails the start of a host one of whose security chains takes the CRM's requests before ours does: they would all be refused. */
final class ChainCheck implements SmartInitializingSingleton {

    private final ObjectProvider<FilterChainProxy> proxy;
    private final ObjectProvider<SecurityFilterChain> api;
    private final ObjectProvider<SecurityFilterChain> open;
    private final ObjectProvider<SecurityFilterChain> pages;
    private final ObjectProvider<PublicPath> publicPaths;
    private final WebProperties web;
    private final ServletContext context;

    ChainCheck(
            ObjectProvider<FilterChainProxy> proxy,
            ObjectProvider<SecurityFilterChain> api,
            ObjectProvider<SecurityFilterChain> open,
            ObjectProvider<SecurityFilterChain> pages,
            ObjectProvider<PublicPath> publicPaths,
            WebProperties web,
            ServletContext context) {
        this.proxy = proxy;
        this.api = api;
        this.open = open;
        this.pages = pages;
        this.publicPaths = publicPaths;
        this.web = web;
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        proxy.ifUnique(all -> {
            require(all, web.path("/api/v1/contacts"), api.getObject());
            publicPaths.forEach(page -> require(all, web.path(page.prefix() + "/token"), open.getObject()));
            require(all, web.basePath(), pages.getObject());
            require(all, web.path("/contacts"), pages.getObject());
        });
    }

    private void require(FilterChainProxy all, String path, SecurityFilterChain ours) {
        HttpServletRequest request = new Asked(
                new FilterInvocation(context.getContextPath(), path, null, null, "GET", context).getHttpRequest());
        for (SecurityFilterChain chain : all.getFilterChains()) {
            if (chain == ours) {
                return;
            }
            if (takes(chain, request)) {
                throw UnusableHostException.shadowed(chain, web.basePath());
            }
        }
    }

    private static boolean takes(SecurityFilterChain chain, HttpServletRequest request) {
        try {
            return chain.matches(request);
        } catch (RuntimeException needsARealRequest) {
            return false;
        }
    }

    /** A request that nobody sent: enough of one for what chains match by, which is path, method and headers. */
    private static final class Asked extends HttpServletRequestWrapper {

        private final Map<String, Object> attributes = new HashMap<>();

        Asked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            attributes.remove(name);
        }
    }
}
