package org.shanyraq.crm.shared.internal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a list of words as a JSON array. */
@Converter
public final class StringListConverter implements AttributeConverter<@Nullable List<String>, String> {

    @Override
    public String convertToDatabaseColumn(@Nullable List<String> list) {
        return JsonText.write(list == null ? List.of() : list);
    }

    @Override
    public List<String> convertToEntityAttribute(@Nullable String json) {
        return JsonText.readStrings(json);
    }
}
