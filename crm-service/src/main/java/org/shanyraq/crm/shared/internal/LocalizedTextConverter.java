package org.shanyraq.crm.shared.internal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/** Keeps a text in several languages as a JSON object of language and text. */
@Converter
public final class LocalizedTextConverter implements AttributeConverter<@Nullable LocalizedText, String> {

    @Override
    public String convertToDatabaseColumn(@Nullable LocalizedText text) {
        return JsonText.write(text == null ? LocalizedText.EMPTY : text);
    }

    @Override
    public LocalizedText convertToEntityAttribute(@Nullable String json) {
        return JsonText.readLocalized(json);
    }
}
