/** Interactions, who took part in them, and where those stand. */
@NullMarked
package org.shanyraq.crm.interaction.internal;

import org.jspecify.annotations.NullMarked;
