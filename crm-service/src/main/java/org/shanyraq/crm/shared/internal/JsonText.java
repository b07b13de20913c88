package org.shanyraq.crm.shared.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values kept as JSON in text columns, with a mapper of our own that no host application can change. */
public final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonText() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static <T> T read(String json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static String write(LocalizedText text) {
        return MAPPER.writeValueAsString(text.texts());
    }

    /** Null gives the empty text. */
    public static LocalizedText readLocalized(@Nullable String json) {
        if (json == null || json.isEmpty()) {
            return LocalizedText.EMPTY;
        }
        return new LocalizedText(MAPPER.readValue(json, new TypeReference<Map<String, String>>() {}));
    }

    /** Null gives the empty list. */
    public static List<String> readStrings(@Nullable String json) {
        if (json == null || json.isEmpty()) {
            return List.of();
        }
        return MAPPER.readValue(json, new TypeReference<List<String>>() {});
    }
}
