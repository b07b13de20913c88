package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.internal.JsonText;
import tools.jackson.core.type.TypeReference;

/** Keeps numbers of circles, ceilings or shares, as a JSON object of circle and number. */
@Converter
public final class CircleCapacity implements AttributeConverter<@Nullable Map<Circle, Integer>, String> {

    @Override
    public String convertToDatabaseColumn(@Nullable Map<Circle, Integer> circles) {
        Map<String, Integer> named = new TreeMap<>();
        if (circles != null) {
            circles.forEach((circle, seats) -> named.put(circle.name(), seats));
        }
        return JsonText.write(named);
    }

    @Override
    public Map<Circle, Integer> convertToEntityAttribute(@Nullable String json) {
        return read(json);
    }

    static Map<Circle, Integer> read(@Nullable String json) {
        Map<Circle, Integer> circles = new EnumMap<>(Circle.class);
        if (json != null && !json.isEmpty()) {
            JsonText.read(json, new TypeReference<Map<String, Integer>>() {})
                    .forEach((circle, seats) -> circles.put(Circle.valueOf(circle), seats));
        }
        return circles;
    }
}
