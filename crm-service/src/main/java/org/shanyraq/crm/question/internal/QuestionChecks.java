package org.shanyraq.crm.question.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.topic.TopicId;

/** What can be said of a question and what cannot. */
final class QuestionChecks {

    static final String PREFIX = "crm.question.error.";

    private static final int MOST_WORDS = 250;
    private static final int MOST_REMARK = 500;

    private QuestionChecks() {}

    /**
     * What is known around the details.
     *
     * @param people those of the contacts whom the officer may see
     * @param colleagues those of the officers who belong, or belonged, to the mission
     * @param topics those of the topics that the mission has and offers
     * @param spoken the language of the asker, in which a new question was put where nobody says so; null for that of the dialogue
     * @param before the question as it was, whose people and topics are not asked again; null for a new one
     */
    record Around(
            QuestionRows.Stage stage,
            Set<ContactId> people,
            Map<OfficerId, Standing> colleagues,
            Set<TopicId> topics,
            List<TopicId> topicsBefore,
            Sensitivity clearance,
            Sensitivity lowest,
            @Nullable String spoken,
            @Nullable Question before) {}

    /** @throws org.shanyraq.crm.shared.InvalidInputException with all that is wrong */
    static QuestionDetails checked(QuestionDetails details, Around around) {
        Findings findings = new Findings(PREFIX);
        String text = findings.lines("text", details.text(), QuestionDetails.MOST_TEXT);
        if (details.text().isBlank()) {
            findings.add("text", "text-missing");
        }
        Question before = around.before();
        boolean knownPart =
                before != null && details.part() != null && details.part().equals(before.part());
        if (details.part() != null && !knownPart && !around.stage().parts().contains(details.part())) {
            findings.add("part", "part-unknown");
        }
        if (!details.sensitivity().isWithin(around.clearance())) {
            findings.add("sensitivity", "sensitivity");
        } else if (!around.lowest().isWithin(details.sensitivity())) {
            findings.add("sensitivity", "sensitivity-lowered");
        }
        String language = findings.language("language", details.language());
        if (language == null) {
            String ofNew = around.spoken() == null ? around.stage().language() : around.spoken();
            language = before == null ? ofNew : before.language();
        }
        QuestionDetails checked = new QuestionDetails(
                details.part(),
                asker(details.asker(), around, findings),
                answerer(
                        "to",
                        details.to(),
                        around.people(),
                        around.colleagues(),
                        before == null ? Answerer.NOBODY : before.to(),
                        findings),
                topics(details.topics(), around, findings),
                text == null ? "" : text,
                language,
                details.sensitivity());
        findings.throwIfAny();
        return checked;
    }

    private static Asker asker(Asker given, Around around, Findings findings) {
        String name = findings.lineOrNull("asker.name", given.name(), MOST_WORDS);
        ContactId contact = given.contact();
        if (contact == null) {
            return new Asker(
                    null,
                    name,
                    name == null ? null : findings.lineOrNull("asker.affiliation", given.affiliation(), MOST_WORDS));
        }
        boolean known = around.before() != null
                && contact.equals(around.before().asker().contact());
        if (!known && !around.people().contains(contact)) {
            findings.add("asker.contact", "asker-unknown");
        } else if (name != null) {
            findings.add("asker.name", "asker-and-name");
        }
        return Asker.of(contact);
    }

    private static Answerer answerer(
            String field,
            Answerer given,
            Set<ContactId> people,
            Map<OfficerId, Standing> colleagues,
            Answerer before,
            Findings findings) {
        String words = findings.lineOrNull(field + ".words", given.words(), MOST_WORDS);
        int named = (given.contact() == null ? 0 : 1) + (given.officer() == null ? 0 : 1) + (words == null ? 0 : 1);
        if (named > 1) {
            findings.add(field, "one-of-them");
        } else if (given.contact() != null
                && !given.contact().equals(before.contact())
                && !people.contains(given.contact())) {
            findings.add(field, "person-unknown");
        } else if (given.officer() != null && !given.officer().equals(before.officer())) {
            Standing standing = colleagues.get(given.officer());
            if (standing == null || !standing.member()) {
                findings.add(field, "officer-unknown");
            }
        }
        return new Answerer(given.contact(), given.officer(), words);
    }

    private static List<TopicId> topics(List<TopicId> given, Around around, Findings findings) {
        if (given.size() > QuestionDetails.MOST_TOPICS) {
            findings.add("topics", "too-many", QuestionDetails.MOST_TOPICS);
            return List.of();
        }
        if (!given.stream()
                .allMatch(topic ->
                        around.topics().contains(topic) || around.topicsBefore().contains(topic))) {
            findings.add("topics", "topic-unknown");
        }
        return given;
    }

    /**
     * @param before who is said to have answered until now
     * @throws org.shanyraq.crm.shared.InvalidInputException with all that is wrong
     */
    static GivenAnswer answer(
            GivenAnswer given, Set<ContactId> people, Map<OfficerId, Standing> colleagues, Answerer before) {
        Findings findings = new Findings(PREFIX);
        String text = findings.lines("answer", given.text(), GivenAnswer.MOST_TEXT);
        Answerer by = answerer("by", given.by(), people, colleagues, before, findings);
        if (given.line() != null && (given.edition() == null || given.lineLanguage() == null)) {
            findings.add("line", "line-edition");
        }
        findings.throwIfAny();
        return new GivenAnswer(
                text,
                by,
                given.line(),
                given.line() == null ? null : given.edition(),
                given.line() == null ? null : given.lineLanguage());
    }

    /** The words of a reason. */
    static @Nullable String remark(DeclineReason reason, @Nullable String remark) {
        Findings findings = new Findings(PREFIX);
        String words = findings.lines("remark", remark, MOST_REMARK);
        if (reason == DeclineReason.OTHER && words == null && findings.isEmpty()) {
            findings.add("remark", "remark-missing");
        }
        findings.throwIfAny();
        return words;
    }

    /** Words that must be there. */
    static String words(String field, @Nullable String text, int most) {
        Findings findings = new Findings(PREFIX);
        String words = findings.lines(field, text, most);
        if (words == null && findings.isEmpty()) {
            findings.add(field, field + "-missing");
        }
        findings.throwIfAny();
        return words == null ? "" : words;
    }
}
