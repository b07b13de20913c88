/** The pages and the API of guest lists. */
@NullMarked
package org.shanyraq.crm.invitation.web;

import org.jspecify.annotations.NullMarked;
