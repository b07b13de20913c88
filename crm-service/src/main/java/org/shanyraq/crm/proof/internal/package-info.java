/** How the chains of the audit log are checked, a stretch at each step of a job. */
@NullMarked
package org.shanyraq.crm.proof.internal;

import org.jspecify.annotations.NullMarked;
