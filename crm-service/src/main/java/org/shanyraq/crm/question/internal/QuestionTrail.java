package org.shanyraq.crm.question.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.topic.TopicId;

/** Notes what is done to questions. Who asked, was asked and answered is noted apart, for those who may see both question and person. */
class QuestionTrail {

    /** Kind of the entries that tell of somebody. */
    static final String PERSON = "question-person";

    private final AuditTrail audit;
    private final QuestionRows rows;

    QuestionTrail(AuditTrail audit, QuestionRows rows) {
        this.audit = audit;
        this.rows = rows;
    }

    /** Id of somebody's part in a question. */
    private record PartId(UUID value) implements EntityId {

        static PartId of(Question question, String part) {
            return new PartId(
                    UUID.nameUUIDFromBytes((question.getId() + "/" + part).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** A question at one moment. */
    record Seen(
            Noted noted,
            Map<String, Noted.Person> people,
            Sensitivity sensitivity,
            @Nullable UUID readersOf) {}

    Seen seen(Question question, List<TopicId> topics) {
        Map<String, Noted.Person> people = new LinkedHashMap<>();
        people.put("asker", Noted.Person.asker(question));
        people.put("to", Noted.Person.of(question.to()));
        people.put("by", Noted.Person.of(question.by()));
        return new Seen(Noted.of(question, topics), people, question.sensitivity(), question.readersOf());
    }

    /** @param before null when the question was made now */
    void record(Question question, @Nullable Seen before, List<TopicId> topics) {
        Seen after = seen(question, topics);
        audit.record(
                subject(question),
                before == null ? AuditAction.CREATED : AuditAction.CHANGED,
                before == null ? null : before.noted(),
                after.noted());
        Sensitivity highest =
                before == null ? question.sensitivity() : before.sensitivity().higher(question.sensitivity());
        UUID readers = before == null || before.readersOf() == null ? question.readersOf() : before.readersOf();
        after.people().forEach((part, person) -> {
            Noted.Person earlier =
                    before == null ? Noted.Person.NOBODY : before.people().getOrDefault(part, Noted.Person.NOBODY);
            if (!person.equals(earlier)) {
                note(question, part, earlier, person, highest, readers);
            }
        });
    }

    private void note(
            Question question,
            String part,
            Noted.Person earlier,
            Noted.Person person,
            Sensitivity sensitivity,
            @Nullable UUID readers) {
        boolean come = earlier.equals(Noted.Person.NOBODY);
        boolean gone = person.equals(Noted.Person.NOBODY);
        // A change from one contact to another is told to those who may see either: as two entries.
        boolean replaced = !come
                && !gone
                && earlier.contact() != null
                && !earlier.contact().equals(person.contact());
        if (replaced) {
            note(question, part, earlier, Noted.Person.NOBODY, sensitivity, readers);
            note(question, part, Noted.Person.NOBODY, person, sensitivity, readers);
            return;
        }
        ContactId contact = gone ? earlier.contact() : person.contact();
        Sensitivity own = contact == null
                ? Sensitivity.PUBLIC
                : rows.sensitivities(List.of(contact), question.mission())
                        .getOrDefault(contact, Sensitivity.CONFIDENTIAL);
        audit.record(
                new AuditSubject(
                                PERSON,
                                PartId.of(question, part),
                                question.mission(),
                                sensitivity.higher(own),
                                question.id(),
                                contact)
                        .limitedTo(readers),
                come ? AuditAction.CREATED : gone ? AuditAction.DELETED : AuditAction.CHANGED,
                come ? null : earlier,
                gone ? null : person);
    }

    void archived(Question question, boolean archived) {
        audit.record(subject(question), archived ? AuditAction.ARCHIVED : AuditAction.RESTORED, null, null);
    }

    private static AuditSubject subject(Question question) {
        return subject(question.id(), question.mission(), question.sensitivity(), question.readersOf());
    }

    static AuditSubject subject(QuestionId id, MissionId mission, Sensitivity sensitivity, @Nullable UUID readersOf) {
        return new AuditSubject(QuestionReader.KIND, id, mission, sensitivity).limitedTo(readersOf);
    }

    /** Those of these contacts that are there. */
    static List<ContactId> present(@Nullable ContactId... contacts) {
        List<ContactId> present = new ArrayList<>();
        for (ContactId contact : contacts) {
            if (contact != null) {
                present.add(contact);
            }
        }
        return present;
    }
}
