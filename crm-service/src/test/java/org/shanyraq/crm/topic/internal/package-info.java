@NullMarked
package org.shanyraq.crm.topic.internal;

import org.jspecify.annotations.NullMarked;
