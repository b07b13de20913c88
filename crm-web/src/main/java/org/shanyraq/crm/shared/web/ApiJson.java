package org.shanyraq.crm.shared.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.PartialDate;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as the CRM's API speaks it, apart from the host's: unknown and doubled fields are refused, ids are plain strings, partial
 * dates ISO strings, texts in several languages objects, constants lower-case words, times ISO instants.
 */
final class ApiJson {

    private static final String OURS = "org.shanyraq.crm.";
    private static final int DEPTH = 50;
    private static final int TEXT = 1_000_000;
    private static final int NUMBER = 40;
    private static final int NAME = 200;
    private static final long DOCUMENT = 5_000_000;

    private final JsonMapper mapper;

    ApiJson() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(TEXT)
                        .maxNumberLength(NUMBER)
                        .maxNameLength(NAME)
                        .maxDocumentLength(DOCUMENT)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .annotationIntrospector(new Words())
                .addModule(new SimpleModule("crm")
                        .addSerializer(
                                EntityId.class, new Text<>(id -> id.value().toString()))
                        .addSerializer(PartialDate.class, new Text<>(PartialDate::toString))
                        .addDeserializer(PartialDate.class, new PartialDates())
                        .addSerializer(LocalizedText.class, new Texts())
                        .addDeserializer(LocalizedText.class, new TextsReader()))
                .build();
    }

    JsonMapper mapper() {
        return mapper;
    }

    /** Reads and writes the types of the CRM, and no others. */
    HttpMessageConverter<?> converter() {
        return new JacksonJsonHttpMessageConverter(mapper) {

            @Override
            public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
                return isOurs(type) && super.canRead(type, mediaType);
            }

            @Override
            public boolean canWrite(ResolvableType type, Class<?> valueClass, @Nullable MediaType mediaType) {
                return (valueClass.getName().startsWith(OURS) || isOurs(type))
                        && super.canWrite(type, valueClass, mediaType);
            }
        };
    }

    /** One of our types, or a list or map of them. */
    private static boolean isOurs(ResolvableType type) {
        if (type.toClass().getName().startsWith(OURS)) {
            return true;
        }
        for (ResolvableType generic : type.getGenerics()) {
            if (isOurs(generic)) {
                return true;
            }
        }
        return false;
    }

    /** Constants as words, ids from their text. */
    private static final class Words extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            if (!type.getRawType().getName().startsWith(OURS)) {
                return super.findEnumValues(config, type, constants, names);
            }
            for (int i = 0; i < constants.length; i++) {
                names[i] = constants[i].name().toLowerCase(Locale.ROOT);
            }
            return names;
        }

        @Override
        public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated member) {
            if (member instanceof AnnotatedMethod method
                    && method.getName().equals("of")
                    && Modifier.isStatic(method.getModifiers())
                    && EntityId.class.isAssignableFrom(method.getDeclaringClass())) {
                return JsonCreator.Mode.DELEGATING;
            }
            return super.findCreatorAnnotation(config, member);
        }
    }

    private static final class Text<T> extends ValueSerializer<T> {

        private final java.util.function.Function<T, String> text;

        Text(java.util.function.Function<T, String> text) {
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(text.apply(value));
        }
    }

    private static final class PartialDates extends ValueDeserializer<PartialDate> {

        @Override
        public @Nullable PartialDate deserialize(JsonParser json, DeserializationContext context) {
            String text = json.getString();
            try {
                return PartialDate.parse(text);
            } catch (IllegalArgumentException | NullPointerException wrong) {
                return (PartialDate) context.handleWeirdStringValue(
                        PartialDate.class,
                        text == null ? "" : text,
                        "not a date of the form 2024, 2024-05 or 2024-05-17");
            }
        }
    }

    private static final class Texts extends ValueSerializer<LocalizedText> {

        @Override
        public void serialize(LocalizedText value, JsonGenerator json, SerializationContext context) {
            json.writePOJO(value.texts());
        }
    }

    private static final class TextsReader extends ValueDeserializer<LocalizedText> {

        private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};

        @Override
        public LocalizedText deserialize(JsonParser json, DeserializationContext context) {
            return new LocalizedText(
                    context.readValue(json, context.getTypeFactory().constructType(MAP)));
        }
    }
}
