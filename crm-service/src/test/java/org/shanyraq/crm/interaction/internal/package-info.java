@NullMarked
package org.shanyraq.crm.interaction.internal;

import org.jspecify.annotations.NullMarked;
