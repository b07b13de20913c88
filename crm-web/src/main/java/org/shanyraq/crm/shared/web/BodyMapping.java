package org.shanyraq.crm.shared.web;

import org.mapstruct.MapperConfig;
import org.mapstruct.NullValueMappingStrategy;
import org.mapstruct.ReportingPolicy;

/**
 * How mappers lead from the bodies of the API to what the facades take: a field of the facade that no field of the body fills
 * does not compile, and a list that was left out is empty.
 */
@MapperConfig(
        uses = Bodies.class,
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        nullValueIterableMappingStrategy = NullValueMappingStrategy.RETURN_DEFAULT,
        implementationName = "Generated<CLASS_NAME>")
public interface BodyMapping {}
