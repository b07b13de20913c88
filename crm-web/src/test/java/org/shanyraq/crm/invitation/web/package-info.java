@NullMarked
package org.shanyraq.crm.invitation.web;

import org.jspecify.annotations.NullMarked;
