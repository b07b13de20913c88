package org.shanyraq.crm.shared.web;

import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown that officers write, as markup of a page. Markup in it is shown as it was typed; of what it becomes, only plain styles, lists,
 * quotations and links that leave the site remain: nothing that is fetched, runs or asks. Headings begin below those of the page.
 */
public final class SafeMarkdown {

    private static final Parser PARSER = Parser.builder().build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            // A picture would be fetched: what it shows is said instead.
            .nodeRendererFactory(context -> new NodeRenderer() {
                @Override
                public Set<Class<? extends Node>> getNodeTypes() {
                    return Set.of(Image.class);
                }

                @Override
                public void render(Node node) {
                    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                        context.render(child);
                    }
                }
            })
            .build();

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    (name, attributes) -> name.matches("h[1-6]") ? (name.compareTo("h2") <= 0 ? "h3" : "h4") : name,
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6")
            .allowElements("p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "pre", "code", "a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching((element, attribute, value) -> value.matches("(?i)(https?://|mailto:).*") ? value : null)
            .onElements("a")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private SafeMarkdown() {}

    /** To be written into a page as it is; empty for null. */
    public static String html(@Nullable String markdown) {
        return markdown == null ? "" : POLICY.sanitize(RENDERER.render(PARSER.parse(markdown)));
    }
}
