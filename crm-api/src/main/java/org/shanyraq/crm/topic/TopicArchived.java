package org.shanyraq.crm.topic;

import org.shanyraq.crm.access.MissionId;

/** A topic is offered no more. */
public record TopicArchived(TopicId topic, MissionId mission) {}
