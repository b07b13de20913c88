package org.shanyraq.crm.dialogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Megabytes;
import org.shanyraq.crm.shared.StaleVersionException;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Attaches files to a dialogue, on whose page they are listed, and gives them out. */
@Controller("crmAttachmentController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/attachments")
class AttachmentController {

    private final Attachments attachments;
    private final Dialogues dialogues;
    private final Access access;
    private final Redirects redirects;
    private final UploadLimit uploads;

    AttachmentController(
            Attachments attachments, Dialogues dialogues, Access access, Redirects redirects, UploadLimit uploads) {
        this.attachments = attachments;
        this.dialogues = dialogues;
        this.access = access;
        this.redirects = redirects;
        this.uploads = uploads;
    }

    @GetMapping("/new")
    @Requires(Right.DRAFT_DIALOGUES)
    String startAttaching(@PathVariable DialogueId dialogueId, Model model) {
        DialogueView dialogue = writable(dialogueId);
        AttachmentForm form = new AttachmentForm();
        form.setSensitivity(dialogue.details().sensitivity());
        model.addAttribute("form", form);
        return form(dialogue, null, model);
    }

    @PostMapping
    @Requires(Right.DRAFT_DIALOGUES)
    String attach(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") AttachmentForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        String view = form(writable(dialogueId), null, model);
        MultipartFile file = form.getFile();
        if (file == null || file.isEmpty()) {
            errors.rejectValue("file", "crm.dialogue.file.needed");
            return Forms.again(response, view);
        }
        try {
            if (Forms.accepted(errors, () -> attach(dialogueId, file, form, redirect))) {
                return redirects.to("/dialogues/" + dialogueId);
            }
        } catch (TooLargeException large) {
            errors.rejectValue("file", large.key(), large.arguments().toArray(), large.key());
            response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
            return view;
        } catch (ConflictException otherwise) {
            errors.reject(otherwise.key(), otherwise.arguments().toArray(), otherwise.key());
            return Forms.conflict(response, view);
        }
        return Forms.again(response, view);
    }

    private void attach(DialogueId dialogue, MultipartFile file, AttachmentForm form, RedirectAttributes redirect) {
        String name = file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            AttachmentView made = attachments.attach(dialogue, name == null ? "" : name, form.details(), content);
            Flash.success(redirect, "crm.dialogue.file.attached", made.label());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @GetMapping("/{id}/edit")
    @Requires(Right.DRAFT_DIALOGUES)
    String startChanging(@PathVariable DialogueId dialogueId, @PathVariable AttachmentId id, Model model) {
        AttachmentView attachment = attachments.get(dialogueId, id);
        model.addAttribute("form", AttachmentForm.of(attachment));
        return form(writable(dialogueId), attachment, model);
    }

    @PostMapping("/{id}")
    @Requires(Right.DRAFT_DIALOGUES)
    String change(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttachmentId id,
            @ModelAttribute("form") AttachmentForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        AttachmentView attachment = attachments.get(dialogueId, id);
        String view = form(writable(dialogueId), attachment, model);
        try {
            if (Forms.accepted(errors, () -> change(dialogueId, id, form, redirect))) {
                return redirects.to("/dialogues/" + dialogueId);
            }
        } catch (StaleVersionException stale) {
            AttachmentView theirs = attachments.get(dialogueId, id);
            AttachmentForm theirForm = AttachmentForm.of(theirs);
            model.addAttribute(
                    "conflict",
                    AttachmentForm.MERGE.merge(
                            form.details(), theirs.details(), form.getFingerprints(), form, theirForm));
            form.setVersion(theirs.version());
            form.setFingerprints(theirForm.getFingerprints());
            return Forms.conflict(response, view);
        }
        return Forms.again(response, view);
    }

    private void change(DialogueId dialogue, AttachmentId id, AttachmentForm form, RedirectAttributes redirect) {
        AttachmentView changed = attachments.change(dialogue, id, form.getVersion(), form.details());
        Flash.success(redirect, "crm.dialogue.form.saved", changed.label());
    }

    /** Asks before the act. */
    @GetMapping("/{id}/remove")
    @Requires(Right.DRAFT_DIALOGUES)
    String askToRemove(@PathVariable DialogueId dialogueId, @PathVariable AttachmentId id, Model model) {
        model.addAttribute("attachment", attachments.get(dialogueId, id));
        model.addAttribute("dialogue", writable(dialogueId));
        return "crm/dialogue/attachment-remove";
    }

    @PostMapping("/{id}/remove")
    @Requires(Right.DRAFT_DIALOGUES)
    String remove(
            @PathVariable DialogueId dialogueId,
            @PathVariable AttachmentId id,
            @RequestParam long version,
            RedirectAttributes redirect) {
        String label = attachments.get(dialogueId, id).label();
        try {
            attachments.remove(dialogueId, id, version);
            Flash.success(redirect, "crm.dialogue.file.removed", label);
        } catch (StaleVersionException stale) {
            Flash.warning(redirect, "crm.dialogue.act.stale");
        }
        return redirects.to("/dialogues/" + dialogueId);
    }

    @GetMapping("/{id}/content")
    @Requires(Right.READ_DIALOGUES)
    void content(@PathVariable DialogueId dialogueId, @PathVariable AttachmentId id, HttpServletResponse response)
            throws IOException {
        AttachmentView attachment = attachments.get(dialogueId, id);
        Download.of(
                        attachment.type().named(attachment.fileName()),
                        attachment.type().mediaType())
                .ofSize(attachment.size())
                .send(response, out -> attachments.write(dialogueId, id, out));
    }

    /** The dialogue, when the officer may change it. */
    private DialogueView writable(DialogueId id) {
        DialogueView dialogue = dialogues.get(id);
        if (dialogue.state() != DialogueState.DRAFT && !access.officer().may(Right.EDIT_DIALOGUES)) {
            throw new NotPermittedException(Right.EDIT_DIALOGUES);
        }
        return dialogue;
    }

    private String form(DialogueView dialogue, @Nullable AttachmentView attachment, Model model) {
        long most = Math.min(attachments.largest(), uploads.bytes());
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("attachment", attachment);
        model.addAttribute("mostBytes", most);
        model.addAttribute("megabytes", Megabytes.of(most));
        model.addAttribute("sensitivities", Sensitivity.upTo(access.officer().clearance()));
        return attachment == null ? "crm/dialogue/attachment-new" : "crm/dialogue/attachment-edit";
    }
}
