package org.shanyraq.crm.contact.web;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.BodyMapping;
import org.shanyraq.crm.shared.web.TenureBody;

/** What valid bodies of contacts and mandates stand for. */
@Mapper(config = BodyMapping.class)
interface ContactBodyMapper {

    ContactDetails details(ContactBody body);

    MandateDetails details(MandateBody body);

    @Mapping(target = "given", defaultValue = "")
    @Mapping(target = "family", defaultValue = "")
    PersonName name(PersonNameBody body);

    Channel channel(ChannelBody body);

    default Tenure tenure(@Nullable TenureBody given) {
        return TenureBody.tenure(given, "tenure");
    }
}
