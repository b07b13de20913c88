@NullMarked
package org.shanyraq.crm.dialogue.internal;

import org.jspecify.annotations.NullMarked;
