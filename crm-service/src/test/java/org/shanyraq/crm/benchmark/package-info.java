/** Measurements, run by hand; how is said in the module's README. */
@NullMarked
package org.shanyraq.crm.benchmark;

import org.jspecify.annotations.NullMarked;
