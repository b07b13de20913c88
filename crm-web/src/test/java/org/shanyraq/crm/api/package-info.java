/** Tests of the REST API as a whole: its document and its habits. */
@NullMarked
package org.shanyraq.crm.api;

import org.jspecify.annotations.NullMarked;
