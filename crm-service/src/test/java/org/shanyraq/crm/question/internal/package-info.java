@NullMarked
package org.shanyraq.crm.question.internal;

import org.jspecify.annotations.NullMarked;
