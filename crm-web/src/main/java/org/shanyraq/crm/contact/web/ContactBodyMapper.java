package org.shanyraq.crm.contact.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.shared.Archived;
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

    default SegmentDetails details(SegmentBody body) {
        SegmentKind kind = Objects.requireNonNull(body.kind());
        return new SegmentDetails(
                kind,
                Objects.requireNonNullElse(body.name(), ""),
                body.description(),
                Objects.requireNonNull(body.sensitivity()),
                body.query() == null ? null : query(body.query()));
    }

    default ContactQuery query(ContactQueryBody body) {
        return new ContactQuery(
                body.text(),
                body.organisation(),
                body.role(),
                body.circle(),
                body.country(),
                body.language(),
                body.orLanguage(),
                body.notInvitedDays(),
                body.noContactDays(),
                body.segment(),
                body.sensitivity(),
                body.asOf(),
                Objects.requireNonNullElse(body.archived(), Archived.WITHOUT),
                Objects.requireNonNullElse(body.sort(), ContactQuery.Sort.NAME),
                Boolean.TRUE.equals(body.descending()));
    }

    default Tenure tenure(@Nullable TenureBody given) {
        return TenureBody.tenure(given, "tenure");
    }
}
