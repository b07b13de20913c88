package org.shanyraq.crm.shared.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.PartialDate;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;

/** Conversions of the CRM's own types between request parameters and values; ids are read by their {@code of(String)}. */
final class CrmConversions {

    private CrmConversions() {}

    static void register(FormatterRegistry registry) {
        registry.addConverter(EntityId.class, String.class, id -> id.value().toString());
        registry.addConverter(PartialDate.class, String.class, PartialDate::toString);
        registry.addConverter(String.class, PartialDate.class, new DateReader());
        registry.addConverter(new WordReader());
    }

    /** Reads a constant of the CRM by its name in any case; blank is none. Other constants are left to the host. */
    private static final class WordReader implements ConditionalGenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(String.class, Enum.class));
        }

        @Override
        public boolean matches(TypeDescriptor from, TypeDescriptor to) {
            return to.getType().isEnum() && to.getType().getName().startsWith("org.shanyraq.crm.");
        }

        @Override
        public @Nullable Object convert(@Nullable Object text, TypeDescriptor from, TypeDescriptor to) {
            String word = text == null ? "" : text.toString().strip();
            if (word.isEmpty()) {
                return null;
            }
            for (Object constant : to.getType().getEnumConstants()) {
                if (((Enum<?>) constant).name().equalsIgnoreCase(word)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("no such word: " + word);
        }
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
