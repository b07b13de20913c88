/** The pages and the API of organisations and posts. */
@NullMarked
package org.shanyraq.crm.organisation.web;

import org.jspecify.annotations.NullMarked;
