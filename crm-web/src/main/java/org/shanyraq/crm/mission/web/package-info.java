/** The pages of one's own settings, and the officers that pickers offer. */
@NullMarked
package org.shanyraq.crm.mission.web;

import org.jspecify.annotations.NullMarked;
