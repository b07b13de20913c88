package org.shanyraq.crm.topic;

import org.shanyraq.crm.access.MissionId;

/** A topic is offered again. */
public record TopicRestored(TopicId topic, MissionId mission) {}
