package org.shanyraq.crm.followup;

import java.util.UUID;

/**
 * What takes an act on several follow-ups back.
 *
 * @param id by which the officer who did it has it undone, until the next such act
 * @param number how many follow-ups it changed
 */
public record BulkUndo(UUID id, int number) {}
