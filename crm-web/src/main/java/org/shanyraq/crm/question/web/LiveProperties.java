package org.shanyraq.crm.question.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many phones and walls an instance keeps informed.
 *
 * @param most of one dialogue
 * @param mostOfAddress from one address: behind it there may be the network of the whole house
 */
@Validated
@ConfigurationProperties("crm.question.live")
record LiveProperties(
        @DefaultValue("2000") @Min(1) @Max(100_000) int most,
        @DefaultValue("1000") @Min(1) @Max(100_000) int mostOfAddress) {}
