package org.shanyraq.crm.mail.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What markup a mail may hold: headings, paragraphs, lists, tables, plain styles and links. Nothing that is fetched when the mail is read,
 * nothing that runs, nothing that asks.
 */
final class MarkupPolicy {

    private static final Set<String> WEB = Set.of("http", "https");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "div",
                    "span",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "small",
                    "sub",
                    "sup",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "blockquote",
                    "pre",
                    "code",
                    "table",
                    "caption",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td",
                    "a")
            .allowTextIn("table")
            .allowStandardUrlProtocols()
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching((element, attribute, value) -> absolute(value))
            .onElements("a")
            .allowAttributes("colspan", "rowspan", "scope")
            .onElements("th", "td")
            .allowAttributes("lang", "dir")
            .globally()
            .allowStyling()
            .toFactory();

    private MarkupPolicy() {}

    /** The markup without all that it may not hold. */
    static String clean(String markup) {
        return POLICY.sanitize(markup);
    }

    /** The address when it leads to a place of its own and not to one that depends on where the mail is read. */
    private static @Nullable String absolute(String address) {
        try {
            URI uri = new URI(address.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean good = WEB.contains(scheme) ? uri.getHost() != null : scheme.equals("mailto");
            return good ? address.strip() : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
