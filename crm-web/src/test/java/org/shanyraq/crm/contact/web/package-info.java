@NullUnmarked
package org.shanyraq.crm.contact.web;

import org.jspecify.annotations.NullUnmarked;
