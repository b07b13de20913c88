/** Keeps questions of dialogues, and what becomes of those that were taken away. */
@NullMarked
package org.shanyraq.crm.question.internal;

import org.jspecify.annotations.NullMarked;
