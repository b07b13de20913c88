package org.shanyraq.crm.topic;

import org.shanyraq.crm.access.MissionId;

/** A topic was added. */
public record TopicCreated(TopicId topic, MissionId mission) {}
