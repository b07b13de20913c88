/** Timelines on the pages of contacts, organisations and dialogues, on pages of their own, and in the API. */
@NullMarked
package org.shanyraq.crm.timeline.web;

import org.jspecify.annotations.NullMarked;
