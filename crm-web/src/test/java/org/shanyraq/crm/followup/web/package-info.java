/** Tests of the pages of follow-ups, commitments and working days. */
@NullMarked
package org.shanyraq.crm.followup.web;

import org.jspecify.annotations.NullMarked;
