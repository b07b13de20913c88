/** Tests of follow-ups, commitments and working days. */
@NullMarked
package org.shanyraq.crm.followup.internal;

import org.jspecify.annotations.NullMarked;
