package org.shanyraq.crm.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.web.Needed;

/** How the types of the CRM look in JSON, and which components of its records are always there. */
final class HouseTypes implements ModelConverter {

    private static final String OURS = "org.shanyraq.crm.";

    private final Map<String, Class<?>> records = new TreeMap<>();

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json31.mapper().constructType(type.getType());
        Class<?> raw = java.getRawClass();
        if (EntityId.class.isAssignableFrom(raw)) {
            return text().format("uuid");
        }
        if (ZoneId.class.isAssignableFrom(raw)) {
            return text();
        }
        if (raw == PartialDate.class) {
            return text().pattern("^\\d{4}(-\\d{2}(-\\d{2})?)?$");
        }
        if (raw == LocalizedText.class) {
            Schema<Object> texts = new JsonSchema();
            texts.addType("object");
            texts.setAdditionalProperties(text());
            return texts;
        }
        if (raw.isEnum() && raw.getName().startsWith(OURS)) {
            Schema<Object> words = text();
            words.setEnum(Arrays.stream(raw.getEnumConstants())
                    .<Object>map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList());
            return words;
        }
        if (raw.isRecord() && raw.getName().startsWith(OURS)) {
            records.put(raw.getSimpleName(), raw);
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private static Schema<Object> text() {
        Schema<Object> schema = new JsonSchema();
        schema.addType("string");
        return schema;
    }

    /**
     * A record that is written or read as JSON.
     *
     * @param alwaysThere the components that are never left out
     */
    record House(Class<?> type, List<String> alwaysThere) {}

    /** The records met so far, by the names of their schemas. */
    Map<String, House> records() {
        Map<String, House> found = new TreeMap<>();
        records.forEach((name, type) -> {
            List<String> present = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                if (!mayBeNull || component.getAnnotatedType().isAnnotationPresent(Needed.class)) {
                    present.add(component.getName());
                }
            }
            found.put(name, new House(type, present));
        });
        return found;
    }
}
