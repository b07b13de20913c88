package org.shanyraq.crm.interaction.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.interaction.InteractionFile;
import org.shanyraq.crm.interaction.InteractionFileId;
import org.shanyraq.crm.interaction.InteractionFiles;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of an interaction, which have its rights. */
@RestController("crmInteractionFileApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/interactions/{interactionId}/files")
class InteractionFileApiController {

    private final InteractionFiles files;
    private final ApiSupport api;

    InteractionFileApiController(InteractionFiles files, ApiSupport api) {
        this.files = files;
        this.api = api;
    }

    /** Lists the files of an interaction in the order in which they were attached. */
    @GetMapping
    @Requires(Right.READ_INTERACTIONS)
    List<InteractionFile> listInteractionFiles(@PathVariable InteractionId interactionId) {
        return files.list(interactionId);
    }

    /** What was uploaded, for the comparison of repeated calls. */
    private record Uploaded(String fileName, String sha256) {}

    /**
     * Attaches a file. What it is, is found out from its content.
     *
     * @param file a document, presentation, spreadsheet, picture, recording or plain text
     */
    @PostMapping
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<?> attachInteractionFile(
            @PathVariable InteractionId interactionId, @RequestParam MultipartFile file, HttpServletRequest request) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        return api.create(
                request,
                () -> uploaded(name, file),
                () -> {
                    try (InputStream content = file.getInputStream()) {
                        return created(files.attach(interactionId, name, content));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                },
                again -> created(files.get(interactionId, InteractionFileId.of(again))));
    }

    private static Uploaded uploaded(String name, MultipartFile file) {
        try {
            return new Uploaded(name, Sha256.hex(file.getInputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Removes a file with its content. */
    @DeleteMapping("/{id}")
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<Void> removeInteractionFile(
            @PathVariable InteractionId interactionId, @PathVariable InteractionFileId id) {
        files.remove(interactionId, id);
        return ResponseEntity.noContent().build();
    }

    /** Gives the content of a file, whole. */
    @GetMapping(path = "/{id}/content", produces = MediaType.ALL_VALUE)
    @Requires(Right.READ_INTERACTIONS)
    void interactionFileContent(
            @PathVariable InteractionId interactionId, @PathVariable InteractionFileId id, HttpServletResponse response)
            throws IOException {
        InteractionFileController.send(files, interactionId, id, response);
    }

    private static ApiSupport.Created created(InteractionFile made) {
        return new ApiSupport.Created("/interactions/" + made.interaction() + "/files/" + made.id(), made, 0);
    }
}
