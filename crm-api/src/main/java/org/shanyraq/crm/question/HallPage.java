package org.shanyraq.crm.question;

import java.util.List;
import java.util.Set;

/**
 * The guests' page on one device.
 *
 * @param own what this device asked, the latest first
 * @param voted of the questions that are shown those that this device voted for
 * @param reported of the questions that are shown those that this device reported
 */
public record HallPage(HallBoard board, List<OwnQuestion> own, Set<QuestionId> voted, Set<QuestionId> reported) {}
