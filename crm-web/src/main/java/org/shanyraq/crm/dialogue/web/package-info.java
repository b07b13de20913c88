/** The pages and the API of dialogues and their series. */
@NullMarked
package org.shanyraq.crm.dialogue.web;

import org.jspecify.annotations.NullMarked;
