/** The pages of interactions. */
@NullMarked
package org.shanyraq.crm.interaction.web;

import org.jspecify.annotations.NullMarked;
