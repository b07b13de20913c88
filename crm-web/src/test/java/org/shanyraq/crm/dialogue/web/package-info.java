@NullMarked
package org.shanyraq.crm.dialogue.web;

import org.jspecify.annotations.NullMarked;
