/** Plans dialogues, numbers them in their series, and keeps what an officer may not see of their speakers. */
@NullMarked
package org.shanyraq.crm.dialogue.internal;

import org.jspecify.annotations.NullMarked;
