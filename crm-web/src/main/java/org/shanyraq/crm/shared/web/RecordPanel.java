package org.shanyraq.crm.shared.web;

import org.shanyraq.crm.access.Right;

/**
 * A part of the page of a record that a feature above it fills; a feature declares one as a bean. It is loaded after the page, and is a
 * page of its own where no script runs. Beside the pages of mail (record {@code mails}) it is a link to a page of its own.
 *
 * @param record on whose page it stands: the kind of the record, as in the audit trail
 * @param key key of its title
 * @param path below the base path, with {@code {id}} for the id of the record
 * @param right who lacks it does not see the part
 * @param order lower comes first
 */
public record RecordPanel(String record, String key, String path, Right right, int order) {

    /** The path for that record. */
    public String pathOf(Object id) {
        return path.replace("{id}", id.toString());
    }
}
