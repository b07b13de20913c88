@NullMarked
package org.shanyraq.crm.mission.internal;

import org.jspecify.annotations.NullMarked;
