/** Asks every feature in turn and puts together what they tell. */
@NullMarked
package org.shanyraq.crm.timeline.internal;

import org.jspecify.annotations.NullMarked;
