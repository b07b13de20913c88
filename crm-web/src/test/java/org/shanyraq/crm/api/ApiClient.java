package org.shanyraq.crm.api;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A client of the API with a token that says who it is. */
final class ApiClient {

    static final String ISSUER = "http://127.0.0.1:9/realms/test";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc mvc;
    private final @Nullable Who who;

    private record Who(String role, String mission, String clearance) {}

    private ApiClient(MockMvc mvc, @Nullable Who who) {
        this.mvc = mvc;
        this.who = who;
    }

    static ApiClient nobody(MockMvc mvc) {
        return new ApiClient(mvc, null);
    }

    /** @param role code of a role, for example {@code privacy-officer} */
    ApiClient as(String role, String mission) {
        return as(role, mission, "restricted");
    }

    ApiClient as(String role, String mission, String clearance) {
        return new ApiClient(mvc, new Who(role, mission, clearance));
    }

    /** An answer with its body read as JSON; no body, and one that is something else, gives a missing node. */
    record Answer(int status, JsonNode body, MockHttpServletResponse response) {

        String etag() {
            return header("ETag");
        }

        String header(String name) {
            String value = response.getHeader(name);
            return value == null ? "" : value;
        }

        /** The fields named by the violations. */
        List<String> fields() {
            return body.path("violations")
                    .valueStream()
                    .map(violation -> violation.path("field").asString())
                    .toList();
        }
    }

    Answer get(String path, Object... variables) throws Exception {
        return send(MockMvcRequestBuilders.get(below(path), variables));
    }

    /** @param headers name, value, name, value */
    Answer call(HttpMethod method, String path, @Nullable Object body, String... headers) throws Exception {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(method, below(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (body != null) {
            request.contentType("application/json");
            request.content(body instanceof String text ? text : JSON.writeValueAsString(body));
        }
        return send(request);
    }

    Answer post(String path, @Nullable Object body, String... headers) throws Exception {
        return call(HttpMethod.POST, path, body, headers);
    }

    Answer put(String path, String etag, Object body) throws Exception {
        return call(HttpMethod.PUT, path, body, "If-Match", etag);
    }

    /** @param headers name, value, name, value */
    Answer upload(String path, String fileName, byte[] content, Map<String, String> fields, String... headers)
            throws Exception {
        MockMultipartHttpServletRequestBuilder request = MockMvcRequestBuilders.multipart(below(path));
        request.file(new MockMultipartFile("file", fileName, "application/octet-stream", content));
        fields.forEach(request::param);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    Answer send(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        if (who != null) {
            String name = who.role() + "-" + who.mission() + "-" + who.clearance();
            request.with(jwt().jwt(token -> token.claim("iss", ISSUER)
                    .subject(name)
                    .claim("preferred_username", name)
                    .claim("resource_access", Map.of("crm", Map.of("roles", List.of(who.role()))))
                    .claim("groups", List.of("/missions/" + who.mission()))
                    .claim("clearance", who.clearance())));
        }
        MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
        String text = response.getContentAsString(StandardCharsets.UTF_8);
        String type = response.getContentType();
        boolean json = type != null && type.contains("json") && !text.isBlank();
        return new Answer(
                response.getStatus(), json ? JSON.readTree(text) : JsonNodeFactory.instance.missingNode(), response);
    }

    private static String below(String path) {
        return "/crm/api/v1" + path;
    }
}
