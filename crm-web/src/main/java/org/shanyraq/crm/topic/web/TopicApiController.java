package org.shanyraq.crm.topic.web;

import java.util.List;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The topics that the mission talks about. */
@RestController("crmTopicApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/topics")
class TopicApiController {

    private static final int MOST = 50;

    private final Topics topics;

    TopicApiController(Topics topics) {
        this.topics = topics;
    }

    /**
     * Lists the topics in use as a tree: each is followed by those below it.
     *
     * @param language whose names give the order of those side by side
     */
    @GetMapping
    @Requires(Right.READ_INTERACTIONS)
    List<TopicView> listTopics(@RequestParam(defaultValue = "en") String language) {
        return topics.tree(language);
    }

    /**
     * Finds the topics in use that fit a text, by name in any language and script or by handle, best first.
     *
     * @param text what was typed so far
     */
    @GetMapping("/suggest")
    @Requires(Right.READ_INTERACTIONS)
    List<TopicView> suggestTopics(@RequestParam String text) {
        return topics.suggest(text, MOST);
    }
}
