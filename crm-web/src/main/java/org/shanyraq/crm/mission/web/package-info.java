/** The pages of one's own settings. */
@NullMarked
package org.shanyraq.crm.mission.web;

import org.jspecify.annotations.NullMarked;
