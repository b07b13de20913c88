/** Reads lines in which officers say what happened, and makes records of them. */
@NullMarked
package org.shanyraq.crm.capture.internal;

import org.jspecify.annotations.NullMarked;
