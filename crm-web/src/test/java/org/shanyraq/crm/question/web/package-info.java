@NullMarked
package org.shanyraq.crm.question.web;

import org.jspecify.annotations.NullMarked;
