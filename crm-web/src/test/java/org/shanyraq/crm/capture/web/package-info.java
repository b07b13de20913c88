@NullMarked
package org.shanyraq.crm.capture.web;

import org.jspecify.annotations.NullMarked;
