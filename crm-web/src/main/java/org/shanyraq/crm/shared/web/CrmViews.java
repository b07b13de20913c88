package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
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

    private final WebProperties web;
    private final UserLanguage language;
    private final ObjectProvider<ThymeleafViewResolver> thymeleaf;

    CrmViews(WebProperties web, UserLanguage language, ObjectProvider<ThymeleafViewResolver> thymeleaf) {
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
        Locale asked = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? language.locale(attributes.getRequest())
                : locale;
        return thymeleaf.getObject().resolveViewName(name, asked);
    }

    /** Renders a view outside the dispatcher, for filters. */
    void render(String name, Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        View view = thymeleaf.getObject().resolveViewName(name, language.locale(request));
        if (view == null) {
            throw new IllegalStateException("no view " + name);
        }
        view.render(model, request, response);
    }
}
