/** Topics, their tree and the list that every mission starts with. */
@NullMarked
package org.shanyraq.crm.topic.internal;

import org.jspecify.annotations.NullMarked;
