package org.shanyraq.crm.organisation.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.MissionFounded;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.internal.EuBodies.Body;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives every mission its own copy of the bodies of the European Union: when it is founded, and, when the file has got new
 * bodies, at the next start. A body that the mission has, by its code or its number at the Parliament, is left as it is.
 */
class EuBodiesLoader {

    private static final Logger LOG = LoggerFactory.getLogger(EuBodiesLoader.class);

    private static final String CAUSE = "reference eu-bodies";

    private final Access access;
    private final OrganisationRepository organisations;
    private final NameIndex nameIndex;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final TransactionOperations transactions;

    EuBodiesLoader(
            Access access,
            OrganisationRepository organisations,
            NameIndex nameIndex,
            AuditTrail audit,
            JdbcClient database,
            TransactionOperations transactions) {
        this.access = access;
        this.organisations = organisations;
        this.nameIndex = nameIndex;
        this.audit = audit;
        this.database = database;
        this.transactions = transactions;
    }

    /** In the transaction that founds the mission: a mission without its bodies never exists. */
    @EventListener
    void missionFounded(MissionFounded founded) {
        // The mission may wait to be written, and what follows refers to it.
        organisations.flush();
        load(founded.mission(), EuBodies.read());
    }

    /** A failure is no reason not to start: the mission goes on with the bodies that it has. */
    @EventListener(ApplicationReadyEvent.class)
    void addMissing() {
        List<Body> bodies = EuBodies.read();
        List<MissionId> missions = database.sql("select id from crm_mission order by id")
                .query((row, index) -> new MissionId(Bytes16.uuid(row, "id")))
                .list();
        for (MissionId mission : missions) {
            if (missing(mission, bodies).isEmpty()) {
                continue;
            }
            try {
                transactions.executeWithoutResult(status -> {
                    // Another node may be doing the same: the second one waits here and then finds nothing missing.
                    database.sql("select id from crm_mission where id = ? for update")
                            .param(Bytes16.of(mission))
                            .query((row, index) -> true)
                            .single();
                    load(mission, bodies);
                });
            } catch (RuntimeException failed) {
                LOG.error(
                        "Could not add the new EU bodies to the mission {}; they are tried again at the next start",
                        mission,
                        failed);
            }
        }
    }

    private List<Body> missing(MissionId mission, List<Body> bodies) {
        Set<ExternalId> known = known(mission).keySet();
        return bodies.stream()
                .filter(body -> body.details().externalIds().stream().noneMatch(known::contains))
                .toList();
    }

    private void load(MissionId mission, List<Body> bodies) {
        access.runAs(
                Officer.system(mission),
                () -> audit.causedBy(CAUSE, () -> {
                    int added = add(mission, bodies);
                    LOG.info("Added {} EU bodies to the mission {}", added, mission);
                    return added;
                }));
    }

    private int add(MissionId mission, List<Body> bodies) {
        Map<ExternalId, OrganisationId> known = known(mission);
        Map<String, OrganisationId> byCode = new HashMap<>();
        List<Organisation> added = new ArrayList<>();
        for (Body body : bodies) {
            OrganisationId existing = body.details().externalIds().stream()
                    .filter(known::containsKey)
                    .findFirst()
                    .map(known::get)
                    .orElse(null);
            if (existing != null) {
                byCode.put(body.code(), existing);
                continue;
            }
            OrganisationId parent = body.parent() == null ? null : byCode.get(body.parent());
            Organisation organisation = Organisation.register(mission, body.under(parent));
            byCode.put(body.code(), organisation.id());
            added.add(organisation);
        }
        organisations.saveAll(added);
        organisations.flush();
        nameIndex.putAll(
                OrganisationReader.KIND,
                added.stream()
                        .map(organisation ->
                                new NameIndex.Entry(organisation.getId(), mission.value(), organisation.searchTexts()))
                        .toList());
        for (Organisation organisation : added) {
            audit.record(OrganisationService.subject(organisation), AuditAction.CREATED, null, organisation.details());
        }
        return added.size();
    }

    private Map<ExternalId, OrganisationId> known(MissionId mission) {
        Map<ExternalId, OrganisationId> known = new HashMap<>();
        database.sql("select scheme, value, organisation_id from crm_organisation_external_id"
                        + " where mission_id = ? and scheme in (?, ?)")
                .params(Bytes16.of(mission), EuBodies.SCHEME, EuBodies.PARLIAMENT_SCHEME)
                .query(row -> {
                    known.put(
                            new ExternalId(row.getString("scheme"), row.getString("value")),
                            new OrganisationId(Bytes16.uuid(row, "organisation_id")));
                });
        return known;
    }
}
