package org.shanyraq.crm.dialogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Sends a file so that a browser saves it, and neither shows nor runs it, whatever it holds. That it must not guess what it is, every answer says. */
final class AttachmentDownload {

    private AttachmentDownload() {}

    static void send(Attachments attachments, DialogueId dialogue, AttachmentId id, HttpServletResponse response)
            throws IOException {
        AttachmentView attachment = attachments.get(dialogue, id);
        response.setContentType(attachment.type().mediaType());
        response.setContentLengthLong(attachment.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(attachment.type().named(attachment.fileName()), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "none");
        attachments.write(dialogue, id, response.getOutputStream());
    }
}
