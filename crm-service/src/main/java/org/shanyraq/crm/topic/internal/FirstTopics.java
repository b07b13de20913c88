package org.shanyraq.crm.topic.internal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.MissionFounded;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.topic.TopicDetails;
import org.shanyraq.crm.topic.TopicId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The topics that a mission begins with, from {@code crm/topic/topics.csv}: when it is founded, and for those that have none at a start. */
class FirstTopics {

    private static final Logger LOG = LoggerFactory.getLogger(FirstTopics.class);
    private static final String FILE = "/crm/topic/topics.csv";
    private static final String CAUSE = "reference topics";
    private static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    private final Access access;
    private final TopicRepository topics;
    private final NameIndex nameIndex;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final TransactionOperations transactions;

    FirstTopics(
            Access access,
            TopicRepository topics,
            NameIndex nameIndex,
            AuditTrail audit,
            JdbcClient database,
            TransactionOperations transactions) {
        this.access = access;
        this.topics = topics;
        this.nameIndex = nameIndex;
        this.audit = audit;
        this.database = database;
        this.transactions = transactions;
    }

    /** In the transaction that founds the mission. */
    @EventListener
    void missionFounded(MissionFounded founded) {
        // The mission may wait to be written, and what follows refers to it.
        topics.flush();
        add(founded.mission());
    }

    /** A failure is no reason not to start: the mission gets them at the next one. */
    @EventListener(ApplicationReadyEvent.class)
    void addToMissionsWithout() {
        List<MissionId> missions = database.sql("""
                        select m.id from crm_mission m
                        where not exists (select 1 from crm_topic t where t.mission_id = m.id) order by m.id""")
                .query((row, index) -> new MissionId(Bytes16.uuid(row, "id")))
                .list();
        for (MissionId mission : missions) {
            try {
                transactions.executeWithoutResult(status -> {
                    // Another node may be doing the same: the second one waits here and then finds them there.
                    database.sql("select id from crm_mission where id = ? for update")
                            .param(Bytes16.of(mission))
                            .query((row, index) -> true)
                            .single();
                    if (!has(mission)) {
                        add(mission);
                    }
                });
            } catch (RuntimeException failed) {
                LOG.error(
                        "Could not add the first topics to the mission {}; tried again at the next start",
                        mission,
                        failed);
            }
        }
    }

    private boolean has(MissionId mission) {
        return database.sql("select 1 from crm_topic where mission_id = ? limit 1 lock in share mode")
                .param(Bytes16.of(mission))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void add(MissionId mission) {
        access.runAs(Officer.system(mission), () -> audit.causedBy(CAUSE, () -> added(mission)));
    }

    private int added(MissionId mission) {
        Map<String, TopicId> byHandle = new HashMap<>();
        List<Topic> added = new ArrayList<>();
        for (NamedCsvRecord row : rows()) {
            Map<String, String> names = new HashMap<>();
            LANGUAGES.forEach(language -> names.put(language, row.getField(language)));
            String parent = row.getField("parent");
            Topic topic = Topic.create(
                    mission,
                    new TopicDetails(
                            new LocalizedText(names),
                            row.getField("handle"),
                            parent.isEmpty() ? null : Objects.requireNonNull(byHandle.get(parent)),
                            null));
            byHandle.put(topic.details().handle(), topic.id());
            added.add(topic);
        }
        topics.saveAll(added);
        topics.flush();
        nameIndex.putAll(
                TopicReader.KIND,
                added.stream()
                        .map(topic -> new NameIndex.Entry(topic.getId(), mission.value(), topic.searchTexts()))
                        .toList());
        added.forEach(topic -> audit.record(TopicService.subject(topic), AuditAction.CREATED, null, topic.details()));
        return added.size();
    }

    private static List<NamedCsvRecord> rows() {
        InputStream file = Objects.requireNonNull(FirstTopics.class.getResourceAsStream(FILE), FILE);
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return rows.stream().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
