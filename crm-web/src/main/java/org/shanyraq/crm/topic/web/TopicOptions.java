package org.shanyraq.crm.topic.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;
import org.springframework.modulith.NamedInterface;

/** Offers topics in forms and filters of others: the tree as a list, what is below another topic set in. */
@NamedInterface("web")
public final class TopicOptions {

    private final Topics topics;
    private final PageSupport page;

    public TopicOptions(Topics topics, PageSupport page) {
        this.topics = topics;
        this.page = page;
    }

    /** @param chosen those that are offered also when they are archived */
    public List<Option> of(Collection<TopicId> chosen) {
        List<TopicView> tree = topics.tree(page.language());
        List<Option> options = new ArrayList<>(options(tree, page));
        List<TopicId> missing = chosen.stream()
                .filter(id -> tree.stream().noneMatch(topic -> topic.id().equals(id)))
                .toList();
        if (!missing.isEmpty()) {
            options.addAll(options(topics.getAll(missing), page));
        }
        return options;
    }

    static List<Option> options(List<TopicView> tree, PageSupport page) {
        return tree.stream()
                .map(topic -> new Option(
                        topic.id().toString(),
                        "– ".repeat(topic.depth()) + page.text(topic.details().names()),
                        page.missionOf(topic.mission())))
                .toList();
    }
}
