/** Organisations, their posts, and the bodies of the European Union that every mission starts with. */
@NullMarked
package org.shanyraq.crm.organisation.internal;

import org.jspecify.annotations.NullMarked;
