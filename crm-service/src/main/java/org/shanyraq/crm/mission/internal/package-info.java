/** Missions and officers as the identity provider names them. */
@NullMarked
package org.shanyraq.crm.mission.internal;

import org.jspecify.annotations.NullMarked;
