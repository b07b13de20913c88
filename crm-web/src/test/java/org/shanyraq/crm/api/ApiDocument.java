package org.shanyraq.crm.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.shanyraq.crm.api.HouseTypes.House;
import org.springdoc.core.providers.JavadocProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds to the generated description what holds for all calls: where they go, who may call, what may be refused and how. */
final class ApiDocument {

    private static final String SERVER = "/crm/api/v1";
    private static final String PROBLEM = "#/components/responses/";
    /** A line that is saved shows the interaction that was made of it. */
    private static final String CAPTURES = "/captures";

    private static final String INTERACTION = "/interactions/{id}";
    /** Where a record is made like another one. */
    private static final String COPIES = "/{id}/copies";
    /** Where checks of the audit log are made. */
    private static final String CHECKS = "/audit/checks";

    /** Where it is noted that a line was said. */
    private static final String USES = "/lines/{id}/uses";

    /** Where a contact is put into a segment and taken out. */
    private static final String MEMBER = "/segments/{id}/contacts/{contact}";

    /** Where files are attached to a record. */
    private static final String ATTACHMENTS = "/attachments";

    /** Where files are given out, and of what type. */
    private static final Map<String, String> FILES = Map.of("/{id}/content", "*/*", "/{id}/errors", "text/csv");

    private static final Map<String, String> REFUSALS = Map.ofEntries(
            Map.entry("400", "A parameter or a field is unknown, or its value cannot be read; `violations` names it."),
            Map.entry("401", "There is no valid access token."),
            Map.entry("403", "The client lacks the right; `whoCan` names the roles that have it."),
            Map.entry("404", "There is no such record, or it is not for the client to see: nobody can tell which."),
            Map.entry("409", "The call does not fit the present state, or the first call with this key still runs."),
            Map.entry("412", "The record was changed since that version: load it again."),
            Map.entry("413", "The file is larger than is taken in."),
            Map.entry("415", "The body is not JSON, or not the form with a file that is asked for."),
            Map.entry("422", "A rule is broken; `violations` names each field. Nothing was stored."),
            Map.entry("428", "The call needs an `If-Match` header."),
            Map.entry("503", "The database does not answer; the call may be tried again."),
            Map.entry("507", "There is no room left to store the file. Nothing was stored."));

    private final ObjectNode root;
    private final Map<String, House> records;
    private final JavadocProvider javadoc;

    private ApiDocument(ObjectNode root, Map<String, House> records, JavadocProvider javadoc) {
        this.root = root;
        this.records = records;
        this.javadoc = javadoc;
    }

    /** @param records the types behind the schemas, by name */
    static JsonNode finished(JsonNode generated, Map<String, House> records, JavadocProvider javadoc) {
        ApiDocument document = new ApiDocument((ObjectNode) generated.deepCopy(), records, javadoc);
        document.head();
        document.schemas();
        document.components();
        document.calls();
        return document.root;
    }

    private void head() {
        root.putObject("info")
                .put("title", "Shanyraq CRM")
                .put("version", "v1")
                .put(
                        "description",
                        "The directory of a mission: contacts with their tags and lists, organisations, posts, mandates; and its dialogues with their files. "
                                + "A client sees and may do what its roles, missions and clearance at the identity provider give it; what it may not see does not "
                                + "exist for it. Every refusal is a problem (RFC 9457). Fields and query parameters that are not "
                                + "described here are refused. Fields without a value are left out of answers.");
        root.putArray("servers").addObject().put("url", SERVER);
        root.putArray("security").addObject().putArray("bearer");
    }

    private void schemas() {
        ObjectNode schemas = (ObjectNode) root.at("/components/schemas");
        records.forEach((name, record) -> {
            if (schemas.get(name) instanceof ObjectNode schema) {
                describe(schema, record);
            }
        });
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            ObjectNode type = (ObjectNode) schema.getValue();
            if (schema.getKey().startsWith("ApiSlice")) {
                type.putArray("required").add("items");
            }
            if (schema.getKey().endsWith("Body")) {
                type.put("additionalProperties", false);
            }
        }
        ObjectNode problem = schemas.putObject("Problem");
        problem.put("type", "object").put("description", "Why a call was refused (RFC 9457).");
        problem.putArray("required").add("type").add("title").add("status");
        ObjectNode fields = problem.putObject("properties");
        fields.putObject("type").put("type", "string").put("description", "which sort of refusal it is");
        fields.putObject("title").put("type", "string").put("description", "in the language asked for");
        fields.putObject("status").put("type", "integer");
        fields.putObject("detail").put("type", "string").put("description", "what to do");
        list(fields, "whoCan", "the roles that may do it").put("type", "string");
        ObjectNode violation = list(fields, "violations", "what is wrong with which field or parameter");
        violation
                .put("type", "object")
                .putArray("required")
                .add("field")
                .add("code")
                .add("message");
        ObjectNode parts = violation.putObject("properties");
        parts.putObject("field")
                .put("type", "string")
                .put(
                        "description",
                        "place in the body, for example `names[0].family`, or name of the parameter; may be empty");
        parts.putObject("code").put("type", "string").put("description", "stable key of the rule");
        parts.putObject("message").put("type", "string").put("description", "in the language asked for");
    }

    private void describe(ObjectNode schema, House record) {
        String about = javadoc.getClassJavadoc(record.type());
        if (!about.isEmpty()) {
            schema.put("description", about);
        }
        Map<String, String> components = javadoc.getRecordClassParamJavadoc(record.type());
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String said = components.get(property.getKey());
            if (said != null && property.getValue() instanceof ObjectNode described) {
                described.put("description", said);
            }
        }
        if (!record.alwaysThere().isEmpty()) {
            ArrayNode required = schema.putArray("required");
            record.alwaysThere().forEach(required::add);
        }
    }

    private static ObjectNode list(ObjectNode fields, String name, String description) {
        ObjectNode list = fields.putObject(name);
        list.put("type", "array").put("description", description);
        return list.putObject("items");
    }

    private void components() {
        ObjectNode components = (ObjectNode) root.get("components");
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "An access token of the realm, meant for the CRM (`aud`).");
        ObjectNode responses = components.putObject("responses");
        REFUSALS.keySet().stream().sorted().forEach(status -> {
            ObjectNode response = responses.putObject(status);
            response.put("description", REFUSALS.get(status));
            response.putObject("content")
                    .putObject("application/problem+json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
        });
        ObjectNode headers = components.putObject("headers");
        header(headers, "ETag", "Version of the record; goes back as `If-Match` when changing it.");
        header(headers, "Location", "Address of the new record.");
        header(headers, "Link", "Address of the next stretch, `rel=\"next\"`; missing with the last one.");
        header(headers, "Idempotency-Replayed", "`true` when an earlier call with the same key created it.");
    }

    private static void header(ObjectNode headers, String name, String description) {
        headers.putObject(name)
                .put("description", description)
                .putObject("schema")
                .put("type", "string");
    }

    private void calls() {
        ObjectNode paths = (ObjectNode) root.get("paths");
        ObjectNode relative = root.objectNode();
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            String address = path.getKey().substring(SERVER.length());
            String tag = address.split("/")[1].replace(".json", "");
            for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                tags.put(tag, description(call.getValue().at("/tags/0").asString()));
                call(call.getKey(), address, tag, (ObjectNode) call.getValue());
            }
            relative.set(address, path.getValue());
        }
        for (Map.Entry<String, JsonNode> path : relative.properties()) {
            if (path.getValue().at("/post/responses/201") instanceof ObjectNode created) {
                String record = path.getKey().equals(CAPTURES)
                        ? INTERACTION
                        : path.getKey().endsWith(COPIES)
                                ? path.getKey().replace(COPIES, "")
                                : path.getKey() + (path.getKey().equals(USES) ? "/{use}" : "/{id}");
                JsonNode one = relative.at("/" + record.replace("/", "~1") + "/get/responses/200/content");
                created.set("content", one.deepCopy());
            }
        }
        root.set("paths", relative);
        ArrayNode named = root.putArray("tags");
        tags.forEach((name, description) -> named.addObject().put("name", name).put("description", description));
    }

    private String description(String tag) {
        for (JsonNode described : root.path("tags")) {
            if (described.path("name").asString().equals(tag)) {
                return described.path("description").asString();
            }
        }
        return "";
    }

    private static void call(String method, String address, String tag, ObjectNode call) {
        call.putArray("tags").add(tag);
        String name = call.get("operationId").asString().replaceAll("_\\d+$", "");
        call.put("operationId", tag + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        boolean creates = method.equals("post")
                && (!address.substring(1).contains("/")
                        || address.endsWith(COPIES)
                        || address.endsWith(ATTACHMENTS)
                        || address.equals(CHECKS)
                        || address.equals(USES));
        boolean sends = call.has("requestBody");
        boolean changes = false;
        boolean pages = false;
        if (call.get("parameters") instanceof ArrayNode parameters) {
            for (JsonNode parameter : parameters) {
                String parameterName = parameter.get("name").asString();
                if (parameterName.equals("If-Match")) {
                    changes = true;
                    ((ObjectNode) parameter)
                            .put("required", true)
                            .put("description", "the `ETag` of the record as it was loaded");
                } else if (parameterName.equals("size")) {
                    ((ObjectNode) parameter.get("schema"))
                            .put("minimum", 1)
                            .put("maximum", tag.equals("search") ? 50 : 100);
                } else if (parameterName.equals("cursor")) {
                    pages = true;
                }
            }
        }
        ObjectNode responses = (ObjectNode) call.get("responses");
        if (method.equals("delete") || (method.equals("put") && !sends)) {
            responses.remove("200");
            responses.putObject("204").put("description", method.equals("put") ? "It is so" : "Removed");
        } else if (creates) {
            responses.remove("200");
            ObjectNode created = responses.putObject("201").put("description", "Created");
            headers(created, "Location", "ETag", "Idempotency-Replayed");
            call.withArray("parameters")
                    .addObject()
                    .put("name", "Idempotency-Key")
                    .put("in", "header")
                    .put("required", false)
                    .put(
                            "description",
                            "1 to 200 visible ASCII characters of the client's choice: within a day, a call with the same key "
                                    + "and body creates nothing and gives what the first one created, as it is now")
                    .putObject("schema")
                    .put("type", "string");
        } else if (pages) {
            headers((ObjectNode) responses.get("200"), "Link");
        } else if (address.matches("/(contacts|organisations|posts|mandates|segments|dialogues|dialogue-series)/\\{id}"
                + "(/archive|/restore|/invite|/hold|/cancel)?|/dialogues/\\{dialogueId}/attachments/\\{id}")) {
            headers((ObjectNode) responses.get("200"), "ETag");
        }
        FILES.forEach((ending, type) -> {
            if (address.endsWith(ending)) {
                ((ObjectNode) responses.get("200"))
                        .putObject("content")
                        .putObject(type)
                        .putObject("schema")
                        .put("type", "string")
                        .put("format", "binary");
            }
        });
        List<String> refusals = new ArrayList<>(List.of("400", "401", "403", "503"));
        if (address.contains("{") || address.equals(CHECKS)) {
            refusals.add("404");
        }
        if (changes) {
            refusals.addAll(List.of("409", "412", "428"));
        }
        if (creates || address.endsWith(MEMBER)) {
            refusals.add("409");
        }
        if (sendsFile(call)) {
            refusals.addAll(List.of("413", "507"));
        }
        if (sends) {
            refusals.addAll(List.of("415", "422"));
        }
        refusals.stream().sorted().forEach(status -> responses.putObject(status).put("$ref", PROBLEM + status));
    }

    /**
     * A file goes with a form, and so does what is said of it: in an address it would stand in logs. What is generated takes the form
     * for JSON, all else for parts of the address, and gives all files the description of the first one.
     */
    private static boolean sendsFile(ObjectNode call) {
        if (call.at("/requestBody/content") instanceof ObjectNode content
                && content.at("/application~1json/schema/properties/file") instanceof ObjectNode file) {
            file.remove("description");
            ObjectNode form = (ObjectNode) content.at("/application~1json/schema");
            content.set("multipart/form-data", content.remove("application/json"));
            ((ObjectNode) call.path("requestBody")).put("required", true);
            ArrayNode elsewhere = JsonNodeFactory.instance.arrayNode();
            for (JsonNode parameter : call.path("parameters")) {
                if (parameter.path("in").asString().equals("query")) {
                    fillIn(form, parameter);
                } else {
                    elsewhere.add(parameter);
                }
            }
            if (elsewhere.isEmpty()) {
                call.remove("parameters");
            } else {
                call.set("parameters", elsewhere);
            }
            return true;
        }
        return false;
    }

    private static void fillIn(ObjectNode form, JsonNode parameter) {
        ObjectNode field = (ObjectNode) parameter.path("schema").deepCopy();
        if (parameter.hasNonNull("description") && !field.has("$ref")) {
            field.put("description", parameter.path("description").asString());
        }
        String name = parameter.path("name").asString();
        ((ObjectNode) form.path("properties")).set(name, field);
        if (parameter.path("required").asBoolean()) {
            form.withArray("required").add(name);
        }
    }

    private static void headers(ObjectNode response, String... names) {
        ObjectNode headers = response.putObject("headers");
        for (String name : names) {
            headers.putObject(name).put("$ref", "#/components/headers/" + name);
        }
    }
}
