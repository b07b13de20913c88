package org.shanyraq.crm.audit.internal;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;

/** Compares two states of a record, field by field, down to the plain values inside nested records, lists and maps. */
final class Differences {

    private Differences() {}

    static List<FieldChange> between(@Nullable Record before, @Nullable Record after) {
        Map<String, String> old = flat(before);
        Map<String, String> fresh = flat(after);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(old.get(path), fresh.get(path))) {
                changes.add(new FieldChange(path, old.get(path), fresh.get(path)));
            }
        }
        return changes;
    }

    private static Map<String, String> flat(@Nullable Record root) {
        Map<String, String> values = new LinkedHashMap<>();
        if (root != null) {
            components("", root, values);
        }
        return values;
    }

    private static void components(String prefix, Record container, Map<String, String> values) {
        for (RecordComponent component : container.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                put(prefix + component.getName(), component.getAccessor().invoke(container), values);
            } catch (ReflectiveOperationException unreadable) {
                throw new IllegalStateException("cannot read " + component, unreadable);
            }
        }
    }

    private static void put(String path, @Nullable Object value, Map<String, String> values) {
        if (value == null) {
            return;
        }
        if (value instanceof EntityId id) {
            values.put(path, id.value().toString());
        } else if (value instanceof LocalizedText text) {
            put(path, text.texts(), values);
        } else if (value instanceof PartialDate || !(value instanceof Record || isContainer(value))) {
            values.put(path, value.toString());
        } else if (value instanceof Record inner) {
            components(path + ".", inner, values);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> put(path + "." + key, entry, values));
        } else if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                put(path + "[" + index++ + "]", item, values);
            }
        }
    }

    private static boolean isContainer(Object value) {
        return value instanceof Map || value instanceof Collection;
    }
}
