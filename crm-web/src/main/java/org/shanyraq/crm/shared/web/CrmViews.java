package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Resolves the CRM's own views and redirects, and no others: in the language of the officer whatever way the host has to find a
 * locale, and redirects with 303, which is the answer to a form that was accepted.
 */
final class CrmViews implements ViewResolver, Ordered {

    /** Thymeleaf reads expressions in the names of views, so nothing but a plain name gets there. */
    private static final Pattern VIEW = Pattern.compile("crm/[a-z0-9/-]+( :: [a-z0-9-]+)?");

    private static final Pattern WITH_EXTENSION = Pattern.compile(VIEW.pattern() + "\\.[a-z0-9]+");

    private final WebProperties web;
    private final UserLanguage language;
    private final ObjectProvider<ThymeleafViewResolver> thymeleaf;
    private final PageSupport support;

    CrmViews(
            WebProperties web,
            UserLanguage language,
            ObjectProvider<ThymeleafViewResolver> thymeleaf,
            PageSupport support) {
        this.support = support;
        this.web = web;
        this.language = language;
        this.thymeleaf = thymeleaf;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) throws Exception {
        if (name.startsWith("redirect:" + web.basePath())) {
            RedirectView redirect = new RedirectView(name.substring("redirect:".length()), true, false, false);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            redirect.setExpandUriTemplateVariables(false);
            return redirect;
        }
        if (!name.startsWith("crm/")) {
            return null;
        }
        if (WITH_EXTENSION.matcher(name).matches()) {
            // Spring asks for "crm/start.xml" as well when a browser would take XML; there is none.
            return null;
        }
        if (!VIEW.matcher(name).matches()) {
            throw new IllegalStateException("no name of a view of ours: " + name);
        }
        Locale asked = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? language.locale(attributes.getRequest())
                : locale;
        return page(name, asked);
    }

    /** Renders a view outside the dispatcher, for filters, of which some run where Spring knows of no request yet, or no more. */
    void render(String name, Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        boolean unknown = RequestContextHolder.getRequestAttributes() == null;
        if (unknown) {
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, response));
        }
        try {
            page(name, language.locale(request)).render(model, request, response);
        } finally {
            if (unknown) {
                RequestContextHolder.resetRequestAttributes();
            }
        }
    }

    /** With the variable {@code crm}: beans may not be asked in every attribute of a template. */
    private View page(String name, Locale locale) throws Exception {
        View view = thymeleaf.getObject().resolveViewName(name, locale);
        if (view == null) {
            throw new IllegalStateException("no view " + name);
        }
        return new View() {

            @Override
            public @Nullable String getContentType() {
                return view.getContentType();
            }

            @Override
            public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                    throws Exception {
                Map<String, Object> all = new HashMap<>(model == null ? Map.of() : model);
                all.put("crm", support);
                view.render(all, request, response);
            }
        };
    }
}
