package org.shanyraq.crm.exchange.web;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.shared.web.BodyMapping;

/** What valid bodies of imports stand for. */
@Mapper(config = BodyMapping.class)
interface ImportBodyMapper {

    @Mapping(target = "encoding", defaultValue = "UTF-8")
    @Mapping(target = "delimiter", defaultValue = ",")
    @Mapping(target = "sheet", defaultValue = "0")
    @Mapping(target = "header", defaultValue = "true")
    @Mapping(target = "language", defaultValue = "en")
    ImportSettings settings(ImportSettingsBody body);

    ColumnMapping column(ImportSettingsBody.ColumnBody body);
}
