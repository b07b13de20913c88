package org.shanyraq.crm.dialogue.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.springframework.web.multipart.MultipartFile;

/** What an officer enters of an attached file; the file itself only when it is attached. */
final class AttachmentForm {

    /** Keeps what two people changed at once, field by field. */
    static final FormMerge<AttachmentDetails, AttachmentForm> MERGE = new FormMerge<>(List.of(
            new FormMerge.Field<>(
                    "title",
                    "crm.dialogue.field.title",
                    details -> Objects.requireNonNullElse(details.title(), ""),
                    (mine, theirs) -> mine.title = theirs.title),
            new FormMerge.Field<>(
                    "sensitivity",
                    "crm.dialogue.field.sensitivity",
                    details -> details.sensitivity().code(),
                    (mine, theirs) -> mine.sensitivity = theirs.sensitivity),
            new FormMerge.Field<>(
                    "forGuests",
                    "crm.dialogue.field.for-guests",
                    details -> Boolean.toString(details.forGuests()),
                    (mine, theirs) -> mine.forGuests = theirs.forGuests)));

    private @Nullable MultipartFile file;
    private @Nullable String title;
    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private boolean forGuests;
    private long version;
    private Map<String, String> fingerprints = new LinkedHashMap<>();

    static AttachmentForm of(AttachmentView attachment) {
        AttachmentForm form = new AttachmentForm();
        form.setTitle(attachment.details().title());
        form.setSensitivity(attachment.details().sensitivity());
        form.setForGuests(attachment.details().forGuests());
        form.setVersion(attachment.version());
        form.setFingerprints(MERGE.fingerprints(attachment.details()));
        return form;
    }

    AttachmentDetails details() {
        return new AttachmentDetails(Forms.textOrNull(title), sensitivity, forGuests);
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

    public boolean isForGuests() {
        return forGuests;
    }

    public void setForGuests(boolean forGuests) {
        this.forGuests = forGuests;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }

    public Map<String, String> getFingerprints() {
        return fingerprints;
    }

    public void setFingerprints(Map<String, String> fingerprints) {
        this.fingerprints = fingerprints;
    }
}
