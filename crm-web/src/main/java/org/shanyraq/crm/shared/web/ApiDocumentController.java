package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of this API. */
@RestController("crmApiDocumentController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/openapi.json")
class ApiDocumentController {

    private static final String DOCUMENT = "/crm/openapi/crm-v1.json";
    private static final String SERVER = "\"/crm/api/v1\"";

    private final WebProperties web;
    private final String document;

    ApiDocumentController(WebProperties web) {
        this.web = web;
        try (InputStream stored =
                Objects.requireNonNull(ApiDocumentController.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            document = new String(stored.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the API cannot be read", e);
        }
    }

    /** Describes this API by OpenAPI 3.1. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Right.BE_HERE)
    ResponseEntity<byte[]> document(HttpServletRequest request) {
        String here = "\"" + request.getContextPath() + web.path("/api/v1") + "\"";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(document.replace(SERVER, here).getBytes(StandardCharsets.UTF_8));
    }
}
