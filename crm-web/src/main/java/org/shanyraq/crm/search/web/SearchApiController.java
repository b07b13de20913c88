package org.shanyraq.crm.search.web;

import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One box that finds people, organisations and posts. */
@RestController("crmSearchApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/search")
class SearchApiController {

    private static final int MOST_PER_KIND = 50;

    private final Search search;

    SearchApiController(Search search) {
        this.search = search;
    }

    /**
     * Finds what fits a text: people first, then organisations and posts, each best first.
     *
     * @param q at least two characters; fewer find nothing
     * @param size how many of each kind at most, 1 to 50
     */
    @GetMapping
    @Requires(Right.READ_DIRECTORY)
    ApiSlice<SearchHit> find(@RequestParam String q, @RequestParam(defaultValue = "10") int size) {
        if (size < 1 || size > MOST_PER_KIND) {
            throw InvalidInputException.of("size", "crm.error.page-size", MOST_PER_KIND);
        }
        return new ApiSlice<>(search.find(q, size), null);
    }
}
