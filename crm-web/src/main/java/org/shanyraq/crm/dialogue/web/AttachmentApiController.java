package org.shanyraq.crm.dialogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.Download;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of a dialogue, each with a sensitivity of its own. */
@RestController("crmAttachmentApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/dialogues/{dialogueId}/attachments")
class AttachmentApiController {

    private final Attachments attachments;
    private final ApiSupport api;

    AttachmentApiController(Attachments attachments, ApiSupport api) {
        this.attachments = attachments;
        this.api = api;
    }

    /**
     * Lists the files of a dialogue that the client may see, in the order in which they were attached.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<AttachmentView>> listFiles(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(attachments.list(dialogueId, new Paging(cursor, size)), request);
    }

    /** Shows what is known of one file. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<AttachmentView> getFile(@PathVariable DialogueId dialogueId, @PathVariable AttachmentId id) {
        return found(attachments.get(dialogueId, id));
    }

    /** What was uploaded, for the comparison of repeated calls. */
    private record Uploaded(AttachmentDetails details, String fileName, String sha256) {}

    /**
     * Attaches a file. What it is, is found out from its content. Files of a dialogue that is no draft need the right to edit dialogues.
     *
     * @param file a document, presentation, spreadsheet, picture, recording or plain text
     * @param sensitivity its own; it is never more visible than its dialogue
     * @param title what it is; at most 250 characters
     * @param forGuests whether whoever is invited may have it from the page of the invitation, which needs the right to edit dialogues; only of a
     *     file that is public by itself
     */
    @PostMapping
    @Requires(Right.DRAFT_DIALOGUES)
    ResponseEntity<?> attachFile(
            @PathVariable DialogueId dialogueId,
            @RequestParam MultipartFile file,
            @RequestParam Sensitivity sensitivity,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(defaultValue = "false") boolean forGuests,
            HttpServletRequest request) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        AttachmentDetails details = new AttachmentDetails(title, sensitivity, forGuests);
        return api.create(
                request,
                () -> uploaded(details, name, file),
                () -> {
                    try (InputStream content = file.getInputStream()) {
                        return created(attachments.attach(dialogueId, name, details, content));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                },
                again -> created(attachments.get(dialogueId, AttachmentId.of(again))));
    }

    private static Uploaded uploaded(AttachmentDetails details, String name, MultipartFile file) {
        try {
            return new Uploaded(details, name, Sha256.hex(file.getInputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Replaces title, sensitivity and whether guests may have it: what is left out is emptied. The content stays. */
    @PutMapping("/{id}")
    @Requires(Right.DRAFT_DIALOGUES)
    ResponseEntity<AttachmentView> changeFile(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttachmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody AttachmentBody body) {
        return found(attachments.change(
                dialogueId,
                id,
                api.version(ifMatch),
                new AttachmentDetails(
                        body.title(),
                        Objects.requireNonNull(body.sensitivity()),
                        Boolean.TRUE.equals(body.forGuests()))));
    }

    /** Removes a file with its content. */
    @DeleteMapping("/{id}")
    @Requires(Right.DRAFT_DIALOGUES)
    ResponseEntity<Void> removeFile(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttachmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        attachments.remove(dialogueId, id, api.version(ifMatch));
        return ResponseEntity.noContent().build();
    }

    /** Gives the content of a file, whole. */
    @GetMapping(path = "/{id}/content", produces = MediaType.ALL_VALUE)
    @Requires(Right.READ_DIALOGUES)
    void fileContent(@PathVariable DialogueId dialogueId, @PathVariable AttachmentId id, HttpServletResponse response)
            throws IOException {
        AttachmentView attachment = attachments.get(dialogueId, id);
        Download.of(
                        attachment.type().named(attachment.fileName()),
                        attachment.type().mediaType())
                .ofSize(attachment.size())
                .send(response, out -> attachments.write(dialogueId, id, out));
    }

    private static ApiSupport.Created created(AttachmentView made) {
        return new ApiSupport.Created(
                "/dialogues/" + made.dialogue() + "/attachments/" + made.id(), made, made.version());
    }

    private ResponseEntity<AttachmentView> found(AttachmentView attachment) {
        return api.found(attachment, attachment.version());
    }
}
