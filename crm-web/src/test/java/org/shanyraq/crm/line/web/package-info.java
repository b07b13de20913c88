@NullMarked
package org.shanyraq.crm.line.web;

import org.jspecify.annotations.NullMarked;
