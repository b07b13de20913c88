package org.shanyraq.crm.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Threats I5, I7 and I8: markup and expressions in every text of the directory are shown as they are, on every page. */
class StoredMarkupIntegrationTests {

    private static final String MARKUP = "\"'><img src=x onerror=alert(1)>[[${7*7}]]{{7*7}}__${7*7}__::x";
    private static final String SHORT = "<b onclick=x>[[${7*7}]]";

    private final ApiCalls protocol = RunningCrm.apiAs("protocol");

    @Test
    void i7MarkupInAnyTextIsEscapedOnEveryPage() {
        String mark = "Markup" + Long.toString(System.nanoTime(), 36);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("names", Map.of("en", mark + MARKUP, "fr", MARKUP, "kk", MARKUP, "ru", MARKUP));
        body.put("acronym", SHORT);
        body.put("kind", "committee");
        body.put("circle", "expert");
        body.put("externalIds", List.of(Map.of("scheme", "markup", "value", mark + MARKUP)));
        String organisation = id(protocol.post("/organisations", body));
        Map<String, Object> office = new LinkedHashMap<>();
        office.put("organisation", organisation);
        office.put("role", "other");
        office.put("title", Map.of("en", mark + MARKUP));
        office.put("seats", 2);
        String post = id(protocol.post("/posts", office));
        Map<String, Object> person = new LinkedHashMap<>();
        person.put(
                "names",
                List.of(
                        Map.of("kind", "latin", "given", MARKUP, "family", mark + MARKUP),
                        Map.of("kind", "native", "given", MARKUP, "family", mark, "language", "kk")));
        person.put("honorific", SHORT);
        person.put("formOfAddress", Map.of("en", MARKUP));
        person.put("notes", MARKUP + "\n" + MARKUP);
        person.put("source", MARKUP);
        person.put("sensitivity", "internal");
        person.put("externalIds", List.of(Map.of("scheme", "markup", "value", mark + MARKUP)));
        person.put(
                "channels",
                List.of(
                        Map.of("kind", "address", "purpose", "work", "value", MARKUP),
                        Map.of("kind", "messenger", "purpose", "work", "value", MARKUP)));
        String contact = id(protocol.post("/contacts", person));
        String mandate = id(protocol.post(
                "/mandates", Map.of("contact", contact, "post", post, "tenure", Map.of(), "note", MARKUP)));
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("kind", "list");
        list.put("name", mark + SHORT + "<img src=x>");
        list.put("description", MARKUP);
        list.put("sensitivity", "internal");
        String segment = id(protocol.post("/segments", list));
        assertThat(protocol.put("/segments/" + segment + "/contacts/" + contact).status())
                .isEqualTo(204);
        Map<String, Object> query = new LinkedHashMap<>(list);
        query.put("kind", "query");
        query.put("query", Map.of("text", MARKUP, "segment", segment));
        String saved = id(protocol.post("/segments", query));
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn("protocol");

        List<String> wrong = new ArrayList<>();
        int shown = 0;
        for (String path : List.of(
                "/contacts?text=" + mark,
                "/contacts/suggest?q=" + mark,
                "/contacts/" + contact,
                "/contacts/" + contact + "/edit",
                "/contacts/" + contact + "/history",
                "/contacts/" + contact + "/archive",
                "/contacts/" + contact + "/mandates/new",
                "/contacts/" + contact + "/mandates/" + mandate + "/edit",
                "/contacts/" + contact + "/mandates/" + mandate + "/end",
                "/contacts/" + contact + "/mandates/" + mandate + "/remove",
                "/contacts?segment=" + segment,
                "/segments",
                "/segments/suggest?q=" + mark,
                "/segments/" + segment,
                "/segments/" + saved,
                "/segments/" + saved + "/edit",
                "/segments/" + saved + "/history",
                "/segments/" + saved + "/archive",
                "/segments/add-found?query.segment=" + segment,
                "/organisations?text=" + mark,
                "/organisations/suggest?q=" + mark,
                "/organisations/tree?at=" + organisation,
                "/organisations/new?parent=" + organisation,
                "/organisations/" + organisation,
                "/organisations/" + organisation + "/edit",
                "/organisations/" + organisation + "/history",
                "/organisations/" + organisation + "/archive",
                "/organisations/" + organisation + "/posts/new",
                "/posts/suggest?q=" + mark,
                "/posts/" + post,
                "/posts/" + post + "/edit",
                "/posts/" + post + "/history",
                "/posts/" + post + "/holders",
                "/search?q=" + mark,
                "/search/suggest?q=" + mark)) {
            var page = browser.get("/crm" + path);
            if (page.statusCode() != 200) {
                wrong.add(path + ": " + page.statusCode());
            }
            for (String raw : List.of("<img src=x", "<b onclick", "[[49]]", "{{49}}", "__49__")) {
                if (page.body().contains(raw)) {
                    wrong.add(path + ": " + raw);
                }
            }
            shown += page.body().contains("&lt;img src=x") ? 1 : 0;
        }
        assertThat(wrong).isEmpty();
        assertThat(shown).as("pages that show it").isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//evil.example",
                "http://",
                "https://good.example\" onclick=x",
                "https://user:secret@good.example"
            })
    void i8AnAddressThatIsNoWebAddressIsRefused(String address) {
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("names", List.of(Map.of("kind", "latin", "given", "Ida", "family", "Linked")));
        person.put("sensitivity", "internal");
        person.put("channels", List.of(Map.of("kind", "website", "purpose", "work", "value", address)));
        assertThat(protocol.post("/contacts", person).status()).isEqualTo(422);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("names", Map.of("en", "Linked"));
        body.put("kind", "ngo");
        body.put("circle", "expert");
        body.put("website", address);
        assertThat(protocol.post("/organisations", body).status()).isEqualTo(422);
    }

    private static String id(ApiCalls.Answer made) {
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().path("id").asString();
    }
}
