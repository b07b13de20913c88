package org.shanyraq.crm.topic;

import org.shanyraq.crm.access.MissionId;

/** A topic is called or placed otherwise. */
public record TopicChanged(TopicId topic, MissionId mission) {}
