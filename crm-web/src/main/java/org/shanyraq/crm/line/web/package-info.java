/** The pages and the API of lines to take. */
@NullMarked
package org.shanyraq.crm.line.web;

import org.jspecify.annotations.NullMarked;
