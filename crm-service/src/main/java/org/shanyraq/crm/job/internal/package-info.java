/** Runs long jobs step by step. */
@NullMarked
package org.shanyraq.crm.job.internal;

import org.jspecify.annotations.NullMarked;
