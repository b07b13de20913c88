package org.shanyraq.crm.search.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the one search box finds: suggestions while one types, and a page of results by kind. */
@Controller("crmSearchController")
@RequestMapping("${crm.web.base-path:/crm}/search")
class SearchController {

    private static final int SUGGESTIONS = 10;
    private static final int RESULTS = 50;

    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    String results(@RequestParam(defaultValue = "") String q, Model model) {
        String text = q.strip();
        Map<String, List<SearchHit>> byKind = text.length() < 2
                ? Map.of()
                : search.find(text, RESULTS).stream()
                        .collect(Collectors.groupingBy(SearchHit::kind, LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("text", text);
        model.addAttribute("byKind", byKind);
        model.addAttribute("limit", RESULTS);
        return "crm/search/results";
    }

    @GetMapping("/suggest")
    @Requires(Right.READ_DIRECTORY)
    String suggest(@RequestParam(defaultValue = "") String q, Model model) {
        String text = q.strip();
        model.addAttribute("text", text);
        model.addAttribute(
                "hits",
                text.length() < 2
                        ? List.of()
                        : search.find(text, 5).stream().limit(SUGGESTIONS).toList());
        return "crm/search/suggestions";
    }
}
