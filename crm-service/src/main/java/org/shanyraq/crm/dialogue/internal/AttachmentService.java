package org.shanyraq.crm.dialogue.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.dialogue.GuestFiles;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Megabytes;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.TooLargeException;
import org.shanyraq.crm.shared.internal.FileChunks;
import org.shanyraq.crm.shared.internal.FileContents;
import org.shanyraq.crm.shared.internal.FileNames;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.ReceivedFile;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Files of dialogues. Their contents are in the database, see {@link FileChunks}. One is taken in whole and looked at before the transaction
 * begins, and sent out after it ended, so that none waits for a slow line.
 */
class AttachmentService implements Attachments, GuestFiles {

    private final Access access;
    private final DialogueRepository dialogues;
    private final AttachmentRepository attachments;
    private final DialogueReader dialogueReader;
    private final AttachmentReader reader;
    private final FileChunks chunks;
    private final AuditTrail audit;
    private final AttachmentProperties limits;
    private final TransactionOperations transactions;

    AttachmentService(
            Access access,
            DialogueRepository dialogues,
            AttachmentRepository attachments,
            DialogueReader dialogueReader,
            AttachmentReader reader,
            FileChunks chunks,
            AuditTrail audit,
            AttachmentProperties limits,
            TransactionOperations transactions) {
        this.access = access;
        this.dialogues = dialogues;
        this.attachments = attachments;
        this.dialogueReader = dialogueReader;
        this.reader = reader;
        this.chunks = chunks;
        this.audit = audit;
        this.limits = limits;
        this.transactions = transactions;
    }

    // ---- writing
    // --------------------------------------------------------------------------------------------------------

    @Override
    public long largest() {
        return limits.maxSize().toBytes();
    }

    @Override
    public AttachmentView attach(DialogueId dialogue, String fileName, AttachmentDetails details, InputStream content)
            throws IOException {
        AttachmentDetails checked = Transactions.again(transactions, () -> {
            writable(dialogue).requireLiving();
            return checked(details, Sensitivity.PUBLIC, false);
        });
        try (ReceivedFile received = ReceivedFile.take(
                content,
                largest(),
                () -> new TooLargeException("crm.dialogue.file.too-large", Megabytes.of(largest())))) {
            Attachment.Content known = new Attachment.Content(
                    FileNames.shown(fileName), FileContents.type(received.file()), received.size(), received.hash());
            return Transactions.again(transactions, () -> keep(dialogue, known, checked, received));
        }
    }

    private AttachmentView keep(
            DialogueId id, Attachment.Content content, AttachmentDetails details, ReceivedFile received) {
        Dialogue dialogue = writable(id);
        dialogue.requireLiving();
        Attachment attachment = Attachment.of(dialogue, content, details);
        attachments.saveAndFlush(attachment);
        // Counted with this one, since locks on room for it would be in the way of others.
        AttachmentReader.Taken taken = reader.taken(id, access.scope());
        if (taken.files() > MOST) {
            throw new ConflictException("crm.dialogue.error.files-many", MOST);
        }
        if (taken.bytes() > limits.quota().toBytes()) {
            throw new ConflictException(
                    "crm.dialogue.error.files-full", Megabytes.of(limits.quota().toBytes()));
        }
        try {
            chunks.write(attachment.id(), received.file());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        audit.record(subject(dialogue, attachment), AuditAction.CREATED, null, Noted.File.of(attachment));
        return view(id, attachment.id());
    }

    @Override
    @Transactional
    public AttachmentView change(DialogueId dialogue, AttachmentId id, long version, AttachmentDetails details) {
        Dialogue whole = writable(dialogue);
        Attachment attachment = find(dialogue, id, version);
        Noted.File before = Noted.File.of(attachment);
        Sensitivity lowest = access.officer().may(Right.LOWER_SENSITIVITY)
                ? Sensitivity.PUBLIC
                : attachment.details().sensitivity();
        if (attachment.change(checked(details, lowest, attachment.details().forGuests()))) {
            attachments.saveAndFlush(attachment);
            audit.record(subject(whole, attachment), AuditAction.CHANGED, before, Noted.File.of(attachment));
        }
        return view(dialogue, id);
    }

    @Override
    @Transactional
    public void remove(DialogueId dialogue, AttachmentId id, long version) {
        Dialogue whole = writable(dialogue);
        Attachment attachment = find(dialogue, id, version);
        audit.record(subject(whole, attachment), AuditAction.DELETED, Noted.File.of(attachment), null);
        // Its content goes with it.
        attachments.delete(attachment);
        attachments.flush();
    }

    /** The dialogue, which the officer may change, kept from being changed by others until the end of the transaction. */
    private Dialogue writable(DialogueId id) {
        AccessScope scope = access.scope();
        Dialogue dialogue = dialogues
                .findByIdAndMissionIdInAndSensitivityLessThanEqual(
                        id.value(), scope.missionIds(), (byte) scope.clearance().level())
                .orElseThrow(NotFoundException::new);
        if (dialogue.state() != DialogueState.DRAFT) {
            access.require(Right.EDIT_DIALOGUES);
        }
        return dialogue;
    }

    private Attachment find(DialogueId dialogue, AttachmentId id, long version) {
        AccessScope scope = access.scope();
        Attachment attachment = attachments
                .findByIdAndDialogueIdAndMissionIdInAndSensitivityLessThanEqual(
                        id.value(), dialogue.value(), scope.missionIds(), (byte)
                                scope.clearance().level())
                .orElseThrow(NotFoundException::new);
        attachment.requireVersion(version);
        return attachment;
    }

    /**
     * @param lowest the least sensitive that the officer may make it
     * @param given whether guests have it already
     */
    private AttachmentDetails checked(AttachmentDetails details, Sensitivity lowest, boolean given) {
        if (details.forGuests() && !given) {
            access.require(Right.EDIT_DIALOGUES);
        }
        Findings findings = new Findings(DialogueChecks.PREFIX);
        String title = findings.lineOrNull("title", details.title(), 250);
        if (!details.sensitivity().isWithin(access.scope().clearance())) {
            findings.add("sensitivity", "sensitivity");
        } else if (!lowest.isWithin(details.sensitivity())) {
            findings.add("sensitivity", "sensitivity-lowered");
        }
        if (details.forGuests() && details.sensitivity() != Sensitivity.PUBLIC) {
            findings.add("forGuests", "file-for-guests");
        }
        findings.throwIfAny();
        return new AttachmentDetails(title, details.sensitivity(), details.forGuests());
    }

    private static AuditSubject subject(Dialogue dialogue, Attachment attachment) {
        return AuditSubject.partOf(
                dialogue.id(),
                AttachmentReader.KIND,
                attachment.id(),
                dialogue.mission(),
                attachment.details().sensitivity());
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    private AttachmentView view(DialogueId dialogue, AttachmentId id) {
        return reader.view(dialogue, id, access.scope()).orElseThrow(NotFoundException::new);
    }

    /** Not read-only: a look at a confidential file is noted. */
    @Override
    @Transactional
    public AttachmentView get(DialogueId dialogue, AttachmentId id) {
        return looked(dialogue, id);
    }

    @Override
    @Transactional(readOnly = true)
    public Slice<AttachmentView> list(DialogueId dialogue, Paging paging) {
        AccessScope scope = access.scope();
        if (!dialogueReader.isVisible(dialogue, scope)) {
            throw new NotFoundException();
        }
        return reader.list(dialogue, scope, paging);
    }

    @Override
    public void write(DialogueId dialogue, AttachmentId id, OutputStream out) throws IOException {
        AttachmentView attachment = Transactions.again(transactions, () -> looked(dialogue, id));
        send(id, attachment.size(), out);
    }

    private void send(AttachmentId id, long size, OutputStream out) throws IOException {
        long sent = chunks.read(id, out);
        if (sent == 0) {
            throw new NotFoundException();
        }
        if (sent != size) {
            throw new IOException("the file was removed while it was sent");
        }
    }

    /** Notes a look at it when it is confidential. */
    private AttachmentView looked(DialogueId dialogue, AttachmentId id) {
        AccessScope scope = access.scope();
        AttachmentView attachment = view(dialogue, id);
        audit.viewed(AuditSubject.partOf(
                dialogue,
                AttachmentReader.KIND,
                id,
                dialogueReader.mission(dialogue, scope).orElseThrow(NotFoundException::new),
                attachment.effective()));
        return attachment;
    }

    // ---- for guests
    // --------------------------------------------------------------------------------------------------------

    @Override
    public List<GuestFile> of(DialogueId dialogue) {
        return reader.forGuests(dialogue);
    }

    @Override
    public void write(GuestFile file, OutputStream out) throws IOException {
        send(file.id(), file.size(), out);
    }
}
