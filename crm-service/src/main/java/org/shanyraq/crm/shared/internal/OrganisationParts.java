package org.shanyraq.crm.shared.internal;

/** An organisation and all below it in the tree, for queries that ask who or what belongs to it. */
public final class OrganisationParts {

    /** A common table expression, the table {@code part} with the column {@code id}; its one value is the organisation on top. */
    public static final String PART = """
            recursive part(id) as (
              select w.id from crm_organisation w where w.id = ?
              union all
              select w.id from part join crm_organisation w on w.parent_id = part.id)""";

    private OrganisationParts() {}
}
