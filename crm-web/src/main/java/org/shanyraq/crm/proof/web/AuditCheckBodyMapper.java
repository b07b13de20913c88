package org.shanyraq.crm.proof.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.shared.web.BodyMapping;

/** What valid bodies of checks stand for. */
@Mapper(config = BodyMapping.class)
interface AuditCheckBodyMapper {

    List<ChainHead> heads(@Nullable List<AuditCheckBody.HeadBody> bodies);

    ChainHead head(AuditCheckBody.HeadBody body);
}
