package org.shanyraq.crm.topic.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.topic.TopicDetails;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class TopicService implements Topics {

    private static final String PREFIX = "crm.topic.error.";
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_HANDLE = 40;
    private static final int MOST_SUGGESTIONS = 50;
    private static final Pattern HANDLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(-[\\p{L}\\p{M}\\p{N}]+)*");
    private static final Pattern EURO_VOC = Pattern.compile("\\d{1,10}");

    private final Access access;
    private final TopicRepository topics;
    private final TopicReader reader;
    private final NameIndex nameIndex;
    private final AuditTrail audit;

    TopicService(Access access, TopicRepository topics, TopicReader reader, NameIndex nameIndex, AuditTrail audit) {
        this.access = access;
        this.topics = topics;
        this.reader = reader;
        this.nameIndex = nameIndex;
        this.audit = audit;
    }

    @Override
    @Transactional
    public TopicView create(TopicDetails details) {
        MissionId mission = access.home();
        Map<TopicId, @Nullable TopicId> parents = reader.locked(mission);
        TopicDetails checked = checked(details, mission, null, parents);
        Topic topic = Topic.create(mission, checked);
        save(topic);
        index(topic);
        audit.record(subject(topic), AuditAction.CREATED, null, topic.details());
        return get(topic.id());
    }

    @Override
    @Transactional
    public TopicView change(TopicId id, long version, TopicDetails details) {
        return changed(find(id, version), details);
    }

    @Override
    @Transactional
    public TopicView move(TopicId id, long version, @Nullable TopicId parent) {
        Topic topic = find(id, version);
        return changed(topic, topic.details().under(parent));
    }

    private TopicView changed(Topic topic, TopicDetails details) {
        Map<TopicId, @Nullable TopicId> parents = reader.locked(topic.mission());
        TopicDetails before = topic.details();
        TopicDetails checked = checked(details, topic.mission(), topic.id(), parents);
        if (topic.change(checked)) {
            save(topic);
            index(topic);
            audit.record(subject(topic), AuditAction.CHANGED, before, topic.details());
        }
        return get(topic.id());
    }

    @Override
    @Transactional
    public TopicView archive(TopicId id, long version) {
        Topic topic = find(id, version);
        if (topic.archive()) {
            topics.saveAndFlush(topic);
            audit.record(subject(topic), AuditAction.ARCHIVED, null, null);
        }
        return get(id);
    }

    @Override
    @Transactional
    public TopicView restore(TopicId id, long version) {
        Topic topic = find(id, version);
        if (topic.restore()) {
            topics.saveAndFlush(topic);
            audit.record(subject(topic), AuditAction.RESTORED, null, null);
        }
        return get(id);
    }

    /** @param parents of all topics of the mission, locked: two moves at once must not make a ring */
    private TopicDetails checked(
            TopicDetails details,
            MissionId mission,
            @Nullable TopicId changed,
            Map<TopicId, @Nullable TopicId> parents) {
        Findings findings = new Findings(PREFIX);
        if (details.names().isEmpty()) {
            findings.add("names", "names");
        }
        String handle = handle(details.handle(), findings);
        if (!handle.isEmpty() && reader.isTaken(handle, mission, changed)) {
            findings.add("handle", "handle-taken", handle);
        }
        TopicId parent = details.parent();
        if (parent != null && !parents.containsKey(parent)) {
            findings.add("parent", "parent");
        } else if (changed != null && isBelow(parent, changed, parents)) {
            findings.add("parent", "ring");
        }
        if (changed == null && parents.size() >= MOST) {
            findings.add("", "many", MOST);
        }
        String euroVoc = findings.lineOrNull("euroVoc", details.euroVoc(), 10);
        if (euroVoc != null && !EURO_VOC.matcher(euroVoc).matches()) {
            findings.add("euroVoc", "euro-voc");
        }
        TopicDetails checked =
                new TopicDetails(findings.localized("names", details.names(), LONGEST_NAME), handle, parent, euroVoc);
        findings.throwIfAny();
        return checked;
    }

    private static String handle(String typed, Findings findings) {
        String stripped = typed.strip();
        String line = findings.line(
                        "handle", stripped.startsWith("#") ? stripped.substring(1) : stripped, LONGEST_HANDLE)
                .toLowerCase(Locale.ROOT);
        if (!HANDLE.matcher(line).matches()) {
            findings.add("handle", "handle");
            return "";
        }
        return line;
    }

    private static boolean isBelow(@Nullable TopicId lowest, TopicId above, Map<TopicId, @Nullable TopicId> parents) {
        Set<TopicId> passed = new HashSet<>();
        for (TopicId at = lowest; at != null && passed.add(at); at = parents.get(at)) {
            if (at.equals(above)) {
                return true;
            }
        }
        return false;
    }

    private Topic find(TopicId id, long version) {
        Topic topic = topics.findByIdAndMissionIdIn(id.value(), access.scope().missionIds())
                .orElseThrow(NotFoundException::new);
        topic.requireVersion(version);
        return topic;
    }

    private void save(Topic topic) {
        try {
            topics.saveAndFlush(topic);
        } catch (DataIntegrityViolationException takenMeanwhile) {
            Findings findings = new Findings(PREFIX);
            findings.add("handle", "handle-taken", topic.details().handle());
            throw findings.exception();
        }
    }

    private void index(Topic topic) {
        nameIndex.put(TopicReader.KIND, topic.getId(), topic.mission().value(), topic.searchTexts());
    }

    static AuditSubject subject(Topic topic) {
        return new AuditSubject(TopicReader.KIND, topic.id(), topic.mission(), Sensitivity.PUBLIC);
    }

    @Override
    public TopicView get(TopicId id) {
        return reader.views(List.of(id), access.scope()).stream().findFirst().orElseThrow(NotFoundException::new);
    }

    @Override
    public List<TopicView> suggest(String text, int limit) {
        return reader.suggest(text, access.scope(), Math.max(1, Math.min(limit, MOST_SUGGESTIONS)));
    }

    @Override
    public List<TopicView> getAll(Collection<TopicId> ids) {
        return reader.views(new ArrayList<>(ids), access.scope());
    }

    @Override
    public List<TopicView> tree(String language) {
        return reader.tree(language, access.scope(), false);
    }

    @Override
    public List<TopicView> vocabulary(String language) {
        return reader.tree(language, access.scope(), true);
    }

    @Override
    public Slice<AuditEntry> history(TopicId id, Paging paging) {
        get(id);
        return audit.historyOf(id, access.scope(), paging);
    }
}
