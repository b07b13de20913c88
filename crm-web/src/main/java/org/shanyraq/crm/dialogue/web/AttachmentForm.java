package org.shanyraq.crm.dialogue.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.shared.web.Forms;
import org.springframework.web.multipart.MultipartFile;

/** What an officer enters of an attached file; the file itself only when it is attached. */
final class AttachmentForm {

    private @Nullable MultipartFile file;
    private @Nullable String title;
    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private long version;

    static AttachmentForm of(AttachmentView attachment) {
        AttachmentForm form = new AttachmentForm();
        form.setTitle(attachment.details().title());
        form.setSensitivity(attachment.details().sensitivity());
        form.setVersion(attachment.version());
        return form;
    }

    AttachmentDetails details() {
        return new AttachmentDetails(Forms.textOrNull(title), sensitivity);
    }

    public @Nullable MultipartFile getFile() {
        return file;
    }

    public void setFile(@Nullable MultipartFile file) {
        this.file = file;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(@Nullable Sensitivity sensitivity) {
        this.sensitivity = sensitivity == null ? Sensitivity.INTERNAL : sensitivity;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
