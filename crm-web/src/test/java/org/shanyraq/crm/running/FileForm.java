package org.shanyraq.crm.running;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The body of a multipart form with one file. */
final class FileForm {

    private final String boundary = "crm-" + UUID.randomUUID();
    private final HttpRequest.BodyPublisher body;

    /** @param fields further ones: name, value, name, value */
    FileForm(String fileName, byte[] content, String... fields) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            head.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, fields[i], fields[i + 1]));
        }
        String file = "form-data; name=\"file\"; filename=\"%s\"".formatted(fileName);
        head.append("--%s\r\nContent-Disposition: %s\r\nContent-Type: application/octet-stream\r\n\r\n"
                .formatted(boundary, file));
        this.body = HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString(head.toString()),
                HttpRequest.BodyPublishers.ofByteArray(content),
                HttpRequest.BodyPublishers.ofByteArray(
                        ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    HttpRequest.Builder in(HttpRequest.Builder request) {
        return request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body);
    }
}
