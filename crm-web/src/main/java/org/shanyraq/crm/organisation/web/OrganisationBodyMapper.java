package org.shanyraq.crm.organisation.web;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.BodyMapping;
import org.shanyraq.crm.shared.web.TenureBody;

/** What valid bodies of organisations and posts stand for. */
@Mapper(config = BodyMapping.class)
interface OrganisationBodyMapper {

    OrganisationDetails details(OrganisationBody body);

    PostDetails details(PostBody body);

    default Tenure validity(@Nullable TenureBody given) {
        return TenureBody.tenure(given, "validity");
    }
}
