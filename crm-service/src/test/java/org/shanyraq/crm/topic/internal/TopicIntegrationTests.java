package org.shanyraq.crm.topic.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.topic.TopicDetails;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Row I6: what a mission talks about. */
@ServiceTest
class TopicIntegrationTests extends OfficerScene {

    @Autowired
    Topics topics;

    @Autowired
    FirstTopics firstTopics;

    @Autowired
    JdbcClient database;

    @Test
    void aMissionBeginsWithTopicsInFourLanguagesEachUnderItsParent() {
        Officer viewer = officers.viewer("topic-first");
        List<TopicView> tree = as(viewer, () -> topics.tree("en"));

        assertThat(tree).hasSize(15).allSatisfy(topic -> assertThat(
                        topic.details().names().texts().keySet())
                .containsExactlyInAnyOrder("en", "fr", "kk", "ru"));
        assertThat(tree).extracting(topic -> topic.details().handle()).containsSubsequence("energy", "hydrogen");
        assertThat(tree.stream().filter(topic -> topic.details().handle().equals("hydrogen")))
                .singleElement()
                .satisfies(topic -> assertThat(topic.depth()).isEqualTo(1));
        assertThat(tree.get(0).details().handle()).as("by name").isEqualTo("climate");

        firstTopics.addToMissionsWithout();
        assertThat(as(viewer, () -> topics.tree("en"))).as("not twice").hasSize(15);
    }

    @Test
    void aMissionThatHasNoneGetsThemAtTheNextStart() {
        Officer viewer = officers.viewer("topic-old");
        byte[] mission = Bytes16.of(viewer.scope().missions().iterator().next());
        database.sql("delete from crm_topic where mission_id = ? and parent_id is not null")
                .param(mission)
                .update();
        database.sql("delete from crm_topic where mission_id = ?")
                .param(mission)
                .update();

        firstTopics.addToMissionsWithout();
        assertThat(as(viewer, () -> topics.tree("ru"))).hasSize(15);
    }

    @Test
    void onlyAdministratorsKeepTopicsAndTheyReadNoInteractionsByThat() {
        Officer administrator = officers.administrator("topic-rights");
        TopicView made = as(administrator, () -> topics.create(details("Rare earths", "rare-earths", null)));
        for (Officer other : List.of(
                officers.viewer("topic-rights"), officers.diplomat("topic-rights"), officers.manager("topic-rights"))) {
            assertThat(as(other, () -> topics.getAll(List.of(made.id())))).hasSize(1);
            assertThatThrownBy(() -> as(other, () -> topics.create(details("Other", "other", null))))
                    .isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> as(other, () -> topics.archive(made.id(), made.version())))
                    .isInstanceOf(NotPermittedException.class);
        }
        assertThatThrownBy(() -> as(administrator, () -> topics.tree("en"))).isInstanceOf(NotPermittedException.class);
        Officer foreigner = officers.administrator("topic-elsewhere");
        assertThatThrownBy(() -> as(foreigner, () -> topics.get(made.id()))).isInstanceOf(NotFoundException.class);
        assertThat(as(officers.viewer("topic-elsewhere"), () -> topics.getAll(List.of(made.id()))))
                .isEmpty();
    }

    @Test
    void topicsAreFoundByNameAndHandleInAnyScriptUntilTheyAreArchived() {
        Officer administrator = officers.administrator("topic-find");
        Officer viewer = officers.viewer("topic-find");
        TopicView made = as(
                administrator,
                () -> topics.create(new TopicDetails(
                        new LocalizedText(Map.of("en", "Caspian pipeline", "kk", "Каспий құбыры")),
                        "#Құбыр",
                        null,
                        "2472")));
        assertThat(made.details().handle()).as("in small letters").isEqualTo("құбыр");
        for (String typed : List.of("caspian pipe", "Каспий", "#құб", "ҚҰБЫР", "qubyr")) {
            assertThat(as(viewer, () -> topics.suggest(typed, 10)))
                    .as(typed)
                    .extracting(TopicView::id)
                    .contains(made.id());
        }
        TopicView archived = as(administrator, () -> topics.archive(made.id(), made.version()));
        assertThat(as(viewer, () -> topics.suggest("caspian", 10))).isEmpty();
        assertThat(as(viewer, () -> topics.tree("en")))
                .noneMatch(topic -> topic.id().equals(made.id()));
        assertThat(as(viewer, () -> topics.getAll(List.of(made.id())))).hasSize(1);
        assertThat(as(administrator, () -> topics.vocabulary("en")))
                .anyMatch(topic -> topic.id().equals(made.id()));
        as(administrator, () -> topics.restore(made.id(), archived.version()));
        assertThat(as(viewer, () -> topics.suggest("caspian", 10))).hasSize(1);
        assertThat(as(administrator, () -> topics.history(made.id(), Paging.first(10)))
                        .items())
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CREATED);
    }

    @Test
    void rulesAreSaidPerField() {
        Officer administrator = officers.administrator("topic-rules");
        refused(administrator, details("", "x1", null), "names");
        for (String handle : List.of("", "two words", "a--b", "-a", "a-", "a_b", "a/b", "x".repeat(41))) {
            refused(administrator, details("Topic", handle, null), "handle");
        }
        refused(administrator, details("Again", "ENERGY", null), "handle");
        refused(administrator, new TopicDetails(LocalizedText.of("en", "T"), "t", null, "http://x"), "euroVoc");
        TopicId foreign = as(officers.viewer("topic-elsewhere"), () -> topics.tree("en"))
                .get(0)
                .id();
        refused(administrator, details("Under another mission's", "under", foreign), "parent");
    }

    @Test
    void aTopicNeverStandsBelowItselfAlsoWhenTwoMoveAtOnce() throws Exception {
        Officer administrator = officers.administrator("topic-ring");
        TopicView above = as(administrator, () -> topics.create(details("Above", "above", null)));
        TopicView below = as(administrator, () -> topics.create(details("Below", "below", above.id())));
        assertThatThrownBy(() -> as(administrator, () -> topics.move(above.id(), above.version(), below.id())))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> as(administrator, () -> topics.move(above.id(), above.version(), above.id())))
                .isInstanceOf(InvalidInputException.class);

        TopicView one = as(administrator, () -> topics.create(details("One", "one", null)));
        TopicView two = as(administrator, () -> topics.create(details("Two", "two", null)));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> moves =
                    List.of(() -> moved(administrator, one, two), () -> moved(administrator, two, one));
            int done = 0;
            for (Future<Boolean> move : pool.invokeAll(moves)) {
                done += move.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        } finally {
            pool.shutdown();
        }
        assertThat(as(administrator, () -> topics.vocabulary("en")))
                .extracting(topic -> topic.details().handle())
                .as("a ring would be in no tree")
                .contains("one", "two");
        assertThatThrownBy(() -> as(administrator, () -> topics.change(below.id(), 7, below.details())))
                .isInstanceOf(StaleVersionException.class);
    }

    private boolean moved(Officer officer, TopicView topic, TopicView under) {
        try {
            as(officer, () -> topics.move(topic.id(), topic.version(), under.id()));
            return true;
        } catch (InvalidInputException ring) {
            return false;
        }
    }

    private void refused(Officer officer, TopicDetails details, String field) {
        assertThatThrownBy(() -> as(officer, () -> topics.create(details)))
                .as(details.toString())
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> assertThat(refusal.violations())
                        .anySatisfy(violation -> assertThat(violation.field()).isEqualTo(field)));
    }

    private static TopicDetails details(String name, String handle, @Nullable TopicId parent) {
        return new TopicDetails(LocalizedText.of("en", name), handle, parent, null);
    }
}
