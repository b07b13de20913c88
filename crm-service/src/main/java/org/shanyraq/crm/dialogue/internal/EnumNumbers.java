package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.AttributeConverter;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.internal.JsonText;
import tools.jackson.core.type.TypeReference;

/** Keeps numbers of circles or levels, ceilings or shares, as a JSON object of name and number. */
abstract class EnumNumbers<K extends Enum<K>> implements AttributeConverter<@Nullable Map<K, Integer>, String> {

    private final Class<K> type;

    EnumNumbers(Class<K> type) {
        this.type = type;
    }

    @Override
    public String convertToDatabaseColumn(@Nullable Map<K, Integer> numbers) {
        Map<String, Integer> named = new TreeMap<>();
        if (numbers != null) {
            numbers.forEach((key, number) -> named.put(key.name(), number));
        }
        return JsonText.write(named);
    }

    @Override
    public Map<K, Integer> convertToEntityAttribute(@Nullable String json) {
        return read(type, json);
    }

    static <K extends Enum<K>> Map<K, Integer> read(Class<K> type, @Nullable String json) {
        Map<K, Integer> numbers = new EnumMap<>(type);
        if (json != null && !json.isEmpty()) {
            JsonText.read(json, new TypeReference<Map<String, Integer>>() {})
                    .forEach((name, number) -> numbers.put(Enum.valueOf(type, name), number));
        }
        return numbers;
    }
}
