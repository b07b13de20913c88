package org.shanyraq.crm.interaction.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.interaction.InteractionFile;
import org.shanyraq.crm.interaction.InteractionFileId;
import org.shanyraq.crm.interaction.InteractionFiles;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.internal.InteractionFileReader.Whole;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.TooLargeException;
import org.shanyraq.crm.shared.internal.FileChunks;
import org.shanyraq.crm.shared.internal.FileContents;
import org.shanyraq.crm.shared.internal.FileNames;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.ReceivedFile;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Files of interactions, in the database, see {@link FileChunks}. One is taken in whole and looked at before the transaction begins, and sent
 * out after it ended, so that none waits for a slow line.
 */
class InteractionFileService implements InteractionFiles {

    private static final long MEGABYTE = 1024L * 1024;

    private final Access access;
    private final InteractionFileReader reader;
    private final FileChunks chunks;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    InteractionFileService(
            Access access,
            InteractionFileReader reader,
            FileChunks chunks,
            AuditTrail audit,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.reader = reader;
        this.chunks = chunks;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A file as the audit trail keeps it, also when it is no more. */
    private record Noted(String fileName, AttachmentType fileType, long fileSize, String contentHash) {

        static Noted of(InteractionFile file) {
            return new Noted(file.fileName(), file.type(), file.size(), file.sha256());
        }
    }

    @Override
    public long largest() {
        return LARGEST_MEGABYTES * MEGABYTE;
    }

    @Override
    public InteractionFile attach(InteractionId interaction, String fileName, InputStream content) throws IOException {
        Transactions.again(transactions, () -> writable(interaction));
        try (ReceivedFile received = ReceivedFile.take(
                content, largest(), () -> new TooLargeException("crm.dialogue.file.too-large", LARGEST_MEGABYTES))) {
            AttachmentType type = FileContents.type(received.file());
            InteractionFile file = new InteractionFile(
                    new InteractionFileId(Ids.next()),
                    interaction,
                    FileNames.shown(fileName),
                    type,
                    received.size(),
                    received.hash(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            return Transactions.again(transactions, () -> keep(file, received));
        }
    }

    private InteractionFile keep(InteractionFile file, ReceivedFile received) {
        Whole whole = writable(file.interaction());
        InteractionFileReader.Taken taken = reader.taken(file.interaction());
        if (taken.files() >= MOST) {
            throw new ConflictException("crm.interaction.error.files-many", MOST);
        }
        if (taken.bytes() + file.size() > QUOTA_MEGABYTES * MEGABYTE) {
            throw new ConflictException("crm.interaction.error.files-full", QUOTA_MEGABYTES);
        }
        reader.keep(file);
        try {
            chunks.write(file.id(), received.file());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        audit.record(subject(file, whole), AuditAction.CREATED, null, Noted.of(file));
        return file;
    }

    private Whole whole(InteractionId interaction) {
        return reader.whole(interaction, access.scope()).orElseThrow(NotFoundException::new);
    }

    private Whole writable(InteractionId interaction) {
        Whole whole = whole(interaction);
        if (whole.archived()) {
            throw new ConflictException("crm.interaction.error.archived");
        }
        return whole;
    }

    @Override
    @Transactional
    public void remove(InteractionId interaction, InteractionFileId id) {
        Whole whole = writable(interaction);
        InteractionFile file = find(interaction, id);
        // Its content goes with it.
        if (!reader.remove(id)) {
            throw new NotFoundException();
        }
        audit.record(subject(file, whole), AuditAction.DELETED, Noted.of(file), null);
    }

    private InteractionFile find(InteractionId interaction, InteractionFileId id) {
        return reader.find(interaction, id, access.scope()).orElseThrow(NotFoundException::new);
    }

    private static AuditSubject subject(InteractionFile file, Whole whole) {
        return new AuditSubject(
                        InteractionFileReader.KIND, file.id(), whole.mission(), whole.sensitivity(), file.interaction())
                .limitedTo(whole.readersOf());
    }

    /** Not read-only: a look at a confidential file is noted. */
    @Override
    @Transactional
    public InteractionFile get(InteractionId interaction, InteractionFileId id) {
        return looked(interaction, id);
    }

    private InteractionFile looked(InteractionId interaction, InteractionFileId id) {
        InteractionFile file = find(interaction, id);
        audit.viewed(subject(file, whole(interaction)));
        return file;
    }

    @Override
    @Transactional(readOnly = true)
    public List<InteractionFile> list(InteractionId interaction) {
        AccessScope scope = access.scope();
        whole(interaction);
        return reader.list(interaction, scope);
    }

    @Override
    public void write(InteractionId interaction, InteractionFileId id, OutputStream out) throws IOException {
        InteractionFile file = Transactions.again(transactions, () -> looked(interaction, id));
        long sent = chunks.read(id, out);
        if (sent == 0) {
            throw new NotFoundException();
        }
        if (sent != file.size()) {
            throw new IOException("the file was removed while it was sent");
        }
    }
}
