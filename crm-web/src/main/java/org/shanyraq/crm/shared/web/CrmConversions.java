package org.shanyraq.crm.shared.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.PartialDate;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;

/** Conversions of the CRM's own types between request parameters and values; ids are read by their {@code of(String)}. */
final class CrmConversions {

    private CrmConversions() {}

    static void register(FormatterRegistry registry) {
        registry.addConverter(EntityId.class, String.class, id -> id.value().toString());
        registry.addConverter(PartialDate.class, String.class, PartialDate::toString);
        registry.addConverter(String.class, PartialDate.class, new DateReader());
    }

    /** Blank is no date. */
    private static final class DateReader implements Converter<String, @Nullable PartialDate> {
        @Override
        @SuppressWarnings("NullAway") // blank is no date, and the contract of converters allows null
        public @Nullable PartialDate convert(String text) {
            return text.isBlank() ? null : PartialDate.parse(text);
        }
    }
}
