/** Keeps guest lists, and sees to it that nobody approves a guest of their own. */
@NullMarked
package org.shanyraq.crm.invitation.internal;

import org.jspecify.annotations.NullMarked;
