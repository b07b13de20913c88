/** The pages and the API of checks of the audit log. */
@NullMarked
package org.shanyraq.crm.proof.web;

import org.jspecify.annotations.NullMarked;
