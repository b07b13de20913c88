package org.shanyraq.crm.interaction.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.interaction.InteractionFile;
import org.shanyraq.crm.interaction.InteractionFileId;
import org.shanyraq.crm.interaction.InteractionFiles;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Megabytes;
import org.shanyraq.crm.shared.TooLargeException;
import org.shanyraq.crm.shared.web.Download;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.UploadLimit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Attaches files to an interaction, on whose page they are listed, and gives them out. */
@Controller("crmInteractionFileController")
@RequestMapping("${crm.web.base-path:/crm}/interactions/{interactionId}/files")
class InteractionFileController {

    private static final String NEW = "crm/interaction/file-new";

    private final InteractionFiles files;
    private final Interactions interactions;
    private final Redirects redirects;
    private final UploadLimit uploads;

    InteractionFileController(
            InteractionFiles files, Interactions interactions, Redirects redirects, UploadLimit uploads) {
        this.files = files;
        this.interactions = interactions;
        this.redirects = redirects;
        this.uploads = uploads;
    }

    /** The file that an officer chose. */
    static final class FileForm {

        private @Nullable MultipartFile file;

        public @Nullable MultipartFile getFile() {
            return file;
        }

        public void setFile(@Nullable MultipartFile file) {
            this.file = file;
        }
    }

    @GetMapping("/new")
    @Requires(Right.LOG_INTERACTIONS)
    String startAttaching(@PathVariable InteractionId interactionId, Model model) {
        model.addAttribute("form", new FileForm());
        return form(interactions.get(interactionId), model);
    }

    @PostMapping
    @Requires(Right.LOG_INTERACTIONS)
    String attach(
            @PathVariable InteractionId interactionId,
            @ModelAttribute("form") FileForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        form(interactions.get(interactionId), model);
        MultipartFile file = form.getFile();
        if (file == null || file.isEmpty()) {
            errors.rejectValue("file", "crm.dialogue.file.needed");
            return Forms.again(response, NEW);
        }
        try {
            if (Forms.accepted(errors, () -> attach(interactionId, file, redirect))) {
                return redirects.to("/interactions/" + interactionId);
            }
        } catch (TooLargeException large) {
            errors.rejectValue("file", large.key(), large.arguments().toArray(), large.key());
            response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
            return NEW;
        } catch (ConflictException otherwise) {
            errors.reject(otherwise.key(), otherwise.arguments().toArray(), otherwise.key());
            return Forms.conflict(response, NEW);
        }
        return Forms.again(response, NEW);
    }

    private void attach(InteractionId interaction, MultipartFile file, RedirectAttributes redirect) {
        String name = file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            InteractionFile made = files.attach(interaction, name == null ? "" : name, content);
            Flash.success(redirect, "crm.dialogue.file.attached", made.fileName());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks before the act. */
    @GetMapping("/{id}/remove")
    @Requires(Right.LOG_INTERACTIONS)
    String askToRemove(@PathVariable InteractionId interactionId, @PathVariable InteractionFileId id, Model model) {
        model.addAttribute("file", files.get(interactionId, id));
        model.addAttribute("interaction", interactions.get(interactionId));
        return "crm/interaction/file-remove";
    }

    @PostMapping("/{id}/remove")
    @Requires(Right.LOG_INTERACTIONS)
    String remove(
            @PathVariable InteractionId interactionId,
            @PathVariable InteractionFileId id,
            RedirectAttributes redirect) {
        String name = files.get(interactionId, id).fileName();
        try {
            files.remove(interactionId, id);
            Flash.success(redirect, "crm.dialogue.file.removed", name);
        } catch (ConflictException otherwise) {
            Flash.warning(redirect, otherwise.key());
        }
        return redirects.to("/interactions/" + interactionId);
    }

    @GetMapping("/{id}/content")
    @Requires(Right.READ_INTERACTIONS)
    void content(
            @PathVariable InteractionId interactionId, @PathVariable InteractionFileId id, HttpServletResponse response)
            throws IOException {
        send(files, interactionId, id, response);
    }

    static void send(
            InteractionFiles files, InteractionId interaction, InteractionFileId id, HttpServletResponse response)
            throws IOException {
        InteractionFile file = files.get(interaction, id);
        Download.of(file.type().named(file.fileName()), file.type().mediaType())
                .ofSize(file.size())
                .send(response, out -> files.write(interaction, id, out));
    }

    private String form(InteractionView interaction, Model model) {
        long most = Math.min(files.largest(), uploads.bytes());
        model.addAttribute("interaction", interaction);
        model.addAttribute("mostBytes", most);
        model.addAttribute("megabytes", Megabytes.of(most));
        return NEW;
    }
}
