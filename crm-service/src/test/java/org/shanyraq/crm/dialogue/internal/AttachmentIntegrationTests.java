package org.shanyraq.crm.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.dialogue.GuestFiles;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.TooLargeException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.FileChunks;
import org.shanyraq.crm.testing.Papers;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Row D6 of the features; threats Z1, Z2, Z6, Z8, Z11, Z15, F1, F6, F7 and S2; row 20 of the faults. */
@ServiceTest
class AttachmentIntegrationTests extends DialogueScene {

    @Autowired
    private Attachments attachments;

    @Autowired
    private GuestFiles guestFiles;

    @Autowired
    private DialogueRepository dialogueRepository;

    @Autowired
    private AttachmentRepository repository;

    @Autowired
    private DialogueReader dialogueReader;

    @Autowired
    private AttachmentReader reader;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @Autowired
    private JdbcTemplate jdbc;

    // ---- keeping

    // D6
    @Test
    void aFileIsKeptAndGivenBackPieceByPiece() {
        DialogueView made = draft(Plans.about(unique));
        byte[] content = Papers.pdf(2_500_000);

        AttachmentView attached = as(
                diplomat,
                () -> attach(
                        made.id(),
                        "C:\\Speeches\\Сөз.PDF",
                        new AttachmentDetails(" Opening remarks ", Sensitivity.RESTRICTED),
                        content));

        assertThat(attached.dialogue()).isEqualTo(made.id());
        assertThat(attached.fileName()).isEqualTo("Сөз.PDF");
        assertThat(attached.details()).isEqualTo(new AttachmentDetails("Opening remarks", Sensitivity.RESTRICTED));
        assertThat(attached.label()).isEqualTo("Opening remarks");
        assertThat(attached.type()).isEqualTo(AttachmentType.PDF);
        assertThat(attached.size()).isEqualTo(content.length);
        assertThat(attached.sha256()).isEqualTo(hash(content));
        assertThat(attached.effective()).isEqualTo(Sensitivity.RESTRICTED);
        assertThat(attached.version()).isZero();
        assertThat(as(protocol, () -> attachments.get(made.id(), attached.id())))
                .isEqualTo(attached);
        assertThat(content(protocol, attached)).isEqualTo(content);
        assertThat(chunks(attached.id())).isEqualTo(3);
        assertThat(as(diplomat, () -> dialogues.get(made.id())).version()).isZero();

        AttachmentView second = as(diplomat, () -> attach(made.id(), "b.txt", plain(Sensitivity.INTERNAL), "b"));
        assertThat(second.label()).isEqualTo("b.txt");
        Slice<AttachmentView> first = as(diplomat, () -> attachments.list(made.id(), Paging.first(1)));
        assertThat(first.items()).containsExactly(attached);
        assertThat(as(diplomat, () -> attachments.list(made.id(), new Paging(first.next(), 1)))
                        .items())
                .containsExactly(second);
        assertThat(StatementCounter.statementsOf(
                        () -> as(diplomat, () -> attachments.list(made.id(), Paging.first(50)))))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void titleAndSensitivityAreChangedAndTheHistoryTellsOfIt() {
        DialogueView made = draft(Plans.about(unique));
        AttachmentView attached = as(diplomat, () -> attach(made.id(), "a.txt", plain(Sensitivity.INTERNAL), "one"));
        AttachmentDetails details = new AttachmentDetails("Programme", Sensitivity.RESTRICTED);

        AttachmentView changed = as(diplomat, () -> attachments.change(made.id(), attached.id(), 0, details));
        assertThat(changed.details()).isEqualTo(details);
        assertThat(changed.version()).isEqualTo(1);
        assertThat(content(diplomat, changed)).isEqualTo(Papers.text("one"));
        assertThat(as(diplomat, () -> attachments.change(made.id(), attached.id(), 1, details)))
                .isEqualTo(changed);
        assertThatThrownBy(() -> as(diplomat, () -> attachments.change(made.id(), attached.id(), 0, details)))
                .isInstanceOf(StaleVersionException.class);
        assertThat(files(history(diplomat, made.id())))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.CHANGED, AuditAction.CREATED);
        assertThat(text(history(diplomat, made.id()))).contains("Programme", hash(Papers.text("one")));
        assertThat(logged(manager, made.id())).contains("Programme");
    }

    @Test
    void whatIsRemovedIsGoneWithItsContentAndTheHistoryKeepsWhatItWas() {
        DialogueView made = draft(Plans.about(unique));
        AttachmentView attached =
                as(diplomat, () -> attach(made.id(), "gone.pdf", plain(Sensitivity.INTERNAL), Papers.pdf(1_200_000)));
        assertThatThrownBy(() -> remove(diplomat, attached, 7)).isInstanceOf(StaleVersionException.class);
        assertThat(chunks(attached.id())).isEqualTo(2);

        remove(diplomat, attached, 0);
        assertThat(chunks(attached.id())).isZero();
        assertThat(as(diplomat, () -> attachments.list(made.id(), Paging.first(5)))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> content(diplomat, attached)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> remove(diplomat, attached, 0)).isInstanceOf(NotFoundException.class);
        AuditEntry last = history(viewer, made.id()).get(0);
        assertThat(last.action()).isEqualTo(AuditAction.DELETED);
        assertThat(last.changes().toString()).contains("gone.pdf", attached.sha256());
        assertThat(as(manager, () -> trail.verify(made.mission())).firstBad()).isNull();
    }

    @Test
    void aCopyBeginsWithoutFiles() {
        DialogueView made = draft(Plans.about(unique));
        as(diplomat, () -> attach(made.id(), "a.txt", plain(Sensitivity.PUBLIC), "a"));
        DialogueView copy = as(diplomat, () -> dialogues.copy(made.id(), Plans.START.plusSeconds(86_400)));
        assertThat(as(diplomat, () -> attachments.list(copy.id(), Paging.first(5)))
                        .items())
                .isEmpty();
    }

    @Test
    void nothingIsAttachedToAnArchivedDialogueAndWhatIsThereCanBeHiddenAndRemoved() {
        DialogueView made = draft(Plans.about(unique));
        AttachmentView attached = as(diplomat, () -> attach(made.id(), "a.txt", plain(Sensitivity.PUBLIC), "a"));
        as(protocol, () -> dialogues.archive(made.id(), 0));
        refused(ConflictException.class, "archived", () -> attach(made.id(), "b.txt", plain(Sensitivity.PUBLIC), "b"));
        AttachmentView hidden =
                as(protocol, () -> attachments.change(made.id(), attached.id(), 0, plain(Sensitivity.RESTRICTED)));
        remove(protocol, hidden, hidden.version());
    }

    // ---- rights

    // Z1
    @Test
    void filesAreWrittenByWhoeverMayChangeTheDialogue() {
        DialogueView made = draft(Plans.about(unique).at(Instant.now().minusSeconds(60)));
        AttachmentView attached = as(diplomat, () -> attach(made.id(), "a.txt", plain(Sensitivity.PUBLIC), "a"));
        Officer administrator = officers.administrator("dialogue-one");
        List<Supplier<?>> reading = List.of(
                attachments::largest,
                () -> attachments.list(made.id(), Paging.first(5)),
                () -> attachments.get(made.id(), attached.id()),
                () -> read(attached));
        List<Supplier<?>> writing = List.of(
                () -> attach(made.id(), "b.txt", plain(Sensitivity.PUBLIC), "b"),
                () -> attachments.change(made.id(), attached.id(), 0, plain(Sensitivity.INTERNAL)),
                () -> removed(attached, 0));
        Officer privacy = officers.privacyOfficer("dialogue-one");
        Officer headquarters = officers.headquarters("dialogue-one");
        for (Officer reader : List.of(viewer, diplomat, protocol, manager, privacy, headquarters)) {
            reading.forEach(act -> as(reader, act));
        }
        long rows = rows("crm_audit_entry");
        reading.forEach(act -> denied(administrator, act));
        for (Officer powerless : List.of(viewer, privacy, headquarters, administrator)) {
            writing.forEach(act -> denied(powerless, act));
        }
        as(protocol, () -> dialogues.markHeld(made.id(), 0));
        writing.forEach(act -> denied(diplomat, act));
        assertThat(rows("crm_audit_entry")).isEqualTo(rows + 1);
        assertThat(as(viewer, () -> attachments.list(made.id(), Paging.first(5)))
                        .items())
                .containsExactly(attached);
        as(protocol, () -> attachments.change(made.id(), attached.id(), 0, plain(Sensitivity.INTERNAL)));
        as(manager, () -> attach(made.id(), "c.txt", plain(Sensitivity.PUBLIC), "c"));
    }

    // Z2, Z15
    @Test
    void filesOfAnotherMissionOrUnderAnotherDialogueDoNotExist() {
        DialogueView made = draft(Plans.about(unique));
        DialogueView other = draft(Plans.about(unique));
        AttachmentView attached = as(manager, () -> attach(made.id(), "a.txt", plain(Sensitivity.PUBLIC), "a"));
        for (Supplier<?> act : List.<Supplier<?>>of(
                () -> attachments.list(made.id(), Paging.first(5)),
                () -> attachments.get(made.id(), attached.id()),
                () -> attachments.change(made.id(), attached.id(), 0, attached.details()),
                () -> removed(attached, 0),
                () -> read(attached),
                () -> attach(made.id(), "b.txt", plain(Sensitivity.PUBLIC), "b"))) {
            assertThatThrownBy(() -> as(foreigner, act)).isInstanceOf(NotFoundException.class);
        }
        for (Supplier<?> act : List.<Supplier<?>>of(
                () -> attachments.get(other.id(), attached.id()),
                () -> attachments.change(other.id(), attached.id(), 0, attached.details()),
                () -> {
                    attachments.remove(other.id(), attached.id(), 0);
                    return true;
                },
                () -> written(other.id(), attached.id()))) {
            assertThatThrownBy(() -> as(manager, act)).isInstanceOf(NotFoundException.class);
        }
        assertThat(as(manager, () -> attachments.get(made.id(), attached.id()))).isEqualTo(attached);
    }

    // Z11, Z15
    @Test
    void aFileIsAsSensitiveAsTheStricterOfItselfAndItsDialogue() {
        for (Sensitivity whole : Sensitivity.values()) {
            DialogueView made = as(
                    manager,
                    () -> dialogues.create(Plans.about(unique).as(whole).details()));
            for (Sensitivity own : Sensitivity.values()) {
                String name = whole.code() + "-" + own.code() + ".txt";
                AttachmentView attached = as(manager, () -> attach(made.id(), name, plain(own), name));
                assertThat(attached.effective()).isEqualTo(whole.higher(own));
                for (Sensitivity clearance : Sensitivity.values()) {
                    Officer who = officers.officer(Role.PROTOCOL, "dialogue-one", clearance);
                    boolean sees = whole.isWithin(clearance) && own.isWithin(clearance);
                    String what = name + " for " + clearance;
                    if (whole.isWithin(clearance)) {
                        assertThat(as(who, () -> attachments.list(made.id(), Paging.first(50)))
                                        .items()
                                        .contains(attached))
                                .as(what)
                                .isEqualTo(sees);
                        assertThat(text(history(who, made.id())).contains(name))
                                .as("history of " + what)
                                .isEqualTo(sees);
                    }
                    if (sees) {
                        assertThat(content(who, attached)).as(what).isEqualTo(Papers.text(name));
                        continue;
                    }
                    for (Supplier<?> act : List.<Supplier<?>>of(
                            () -> attachments.get(made.id(), attached.id()),
                            () -> read(attached),
                            () -> attachments.change(made.id(), attached.id(), 0, attached.details()),
                            () -> removed(attached, 0))) {
                        assertThatThrownBy(() -> as(who, act)).as(what).isInstanceOf(NotFoundException.class);
                    }
                }
            }
        }
    }

    // Z11
    @Test
    void nobodyGivesALevelThatTheyMayNotSeeAndOnlyManagersLowerOne() {
        DialogueView made = draft(Plans.about(unique));
        assertThatThrownBy(() -> as(diplomat, () -> attach(made.id(), "a.txt", plain(Sensitivity.CONFIDENTIAL), "a")))
                .isInstanceOf(InvalidInputException.class);
        AttachmentView attached = as(diplomat, () -> attach(made.id(), "a.txt", plain(Sensitivity.RESTRICTED), "a"));
        for (Sensitivity level : List.of(Sensitivity.CONFIDENTIAL, Sensitivity.INTERNAL)) {
            assertThatThrownBy(() -> as(protocol, () -> attachments.change(made.id(), attached.id(), 0, plain(level))))
                    .isInstanceOf(InvalidInputException.class);
        }
        AttachmentView lowered =
                as(manager, () -> attachments.change(made.id(), attached.id(), 0, plain(Sensitivity.PUBLIC)));
        assertThat(lowered.effective()).isEqualTo(Sensitivity.INTERNAL);
        // What was restricted at one of the two ends is not told to those below.
        assertThat(files(history(viewer, made.id()))).isEmpty();
        assertThat(files(history(diplomat, made.id()))).hasSize(2);
    }

    // Z15
    @Test
    void whatBecomesMoreSensitiveLeavesListsAndHistoriesOfOthersWithAllThatWasNotedBefore() {
        DialogueView made = draft(Plans.about(unique));
        AttachmentView attached =
                as(diplomat, () -> attach(made.id(), "plan-of-talks.txt", plain(Sensitivity.INTERNAL), "a"));
        Officer watching = officers.officer(Role.PRIVACY_OFFICER, "dialogue-one", Sensitivity.INTERNAL);
        assertThat(text(history(viewer, made.id()))).contains("plan-of-talks");
        assertThat(logged(watching, made.id())).contains("plan-of-talks");

        AttachmentView raised =
                as(manager, () -> attachments.change(made.id(), attached.id(), 0, plain(Sensitivity.CONFIDENTIAL)));
        assertThat(as(viewer, () -> attachments.list(made.id(), Paging.first(5)))
                        .items())
                .isEmpty();
        assertThat(text(history(viewer, made.id()))).doesNotContain("plan-of-talks");
        assertThat(logged(watching, made.id())).isNotEmpty().doesNotContain("plan-of-talks");
        assertThat(text(history(manager, made.id()))).contains("plan-of-talks");
        remove(manager, raised, raised.version());
        assertThat(text(history(viewer, made.id()))).doesNotContain("plan-of-talks");
        assertThat(files(history(manager, made.id()))).hasSize(3);

        // A dialogue takes its files along.
        AttachmentView open = as(diplomat, () -> attach(made.id(), "open.txt", plain(Sensitivity.PUBLIC), "o"));
        assertThat(content(viewer, open)).isNotEmpty();
        as(
                diplomat,
                () -> dialogues.change(
                        made.id(),
                        0,
                        Plans.about(unique).as(Sensitivity.RESTRICTED).details()));
        assertThatThrownBy(() -> content(viewer, open)).isInstanceOf(NotFoundException.class);
        assertThat(as(diplomat, () -> attachments.get(made.id(), open.id())).effective())
                .isEqualTo(Sensitivity.RESTRICTED);
    }

    // S2
    @Test
    void aLookIntoAConfidentialFileIsNoted() {
        DialogueView made = draft(Plans.about(unique));
        AttachmentView secret = as(manager, () -> attach(made.id(), "s.txt", plain(Sensitivity.CONFIDENTIAL), "s"));
        AttachmentView open = as(manager, () -> attach(made.id(), "o.txt", plain(Sensitivity.INTERNAL), "o"));
        as(manager, () -> attachments.list(made.id(), Paging.first(5)));
        assertThat(looks(secret)).isZero();
        content(manager, secret);
        content(manager, secret);
        content(manager, open);
        assertThat(looks(secret)).isEqualTo(1);
        AttachmentView described = as(manager, () -> attach(made.id(), "t.txt", plain(Sensitivity.CONFIDENTIAL), "t"));
        as(manager, () -> attachments.get(made.id(), described.id()));
        assertThat(looks(described)).isEqualTo(1);
        assertThat(looks(open)).isZero();
    }

    // ---- in pieces

    @Test
    void aFileIsTakenInAndSentWithoutATransaction() {
        DialogueView made = draft(Plans.about(unique));
        byte[] content = Papers.pdf(10_000);
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(content)) {

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                        .isFalse();
                return super.read(into, offset, length);
            }
        };
        AttachmentView attached =
                as(diplomat, () -> attach(attachments, made.id(), "a.pdf", plain(Sensitivity.PUBLIC), slow));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        OutputStream slowly =
                after(sent, () -> assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                        .isFalse());
        as(viewer, () -> sent(attached, slowly));
        assertThat(sent.toByteArray()).isEqualTo(content);
    }

    // Fault 6
    @Test
    void aFileIsKeptWholeThoughTheDatabaseGivesItsTransactionUp() {
        DialogueView made = draft(Plans.about(unique));
        byte[] content = Papers.pdf(10_000);
        AtomicInteger begun = new AtomicInteger();
        Attachments contended = attachments(
                DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), new TransactionTemplate(transactionManager) {

                    @Override
                    public <T> T execute(TransactionCallback<T> work) {
                        return super.execute(status -> {
                            T done = work.doInTransaction(status);
                            if (begun.incrementAndGet() <= 3) {
                                throw new CannotAcquireLockException(
                                        "", new SQLException("Deadlock found", "40001", 1213));
                            }
                            return done;
                        });
                    }
                });
        AttachmentView attached =
                as(diplomat, () -> attach(contended, made.id(), "a.pdf", plain(Sensitivity.PUBLIC), content));
        assertThat(begun).hasValue(5);
        assertThat(content(viewer, attached)).isEqualTo(content);
        assertThat(as(viewer, () -> attachments.list(made.id(), Paging.first(5)))
                        .items())
                .containsExactly(attached);
    }

    @Test
    void aFileThatIsRemovedWhileItIsSentStaysIncomplete() {
        DialogueView made = draft(Plans.about(unique));
        AttachmentView attached =
                as(diplomat, () -> attach(made.id(), "a.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(2_500_000)));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        OutputStream removing = after(sent, () -> remove(manager, attached, 0));
        assertThatThrownBy(() -> as(viewer, () -> sent(attached, removing)))
                .hasRootCauseMessage("the file was removed while it was sent");
        assertThat(sent.size()).isEqualTo(1024 * 1024);
    }

    // D6: a file is for guests by a word of its own, of who keeps dialogues, and only while it is public.
    @Test
    void aFileIsForGuestsWhenItIsPublicAndWhoKeepsDialoguesSaysSo() throws IOException {
        DialogueView made = draft(Plans.about(unique));
        AttachmentDetails open = new AttachmentDetails("Programme", Sensitivity.PUBLIC, true);
        assertThatThrownBy(() -> as(diplomat, () -> attach(made.id(), "a.txt", open, "one")))
                .isInstanceOf(NotPermittedException.class);
        AttachmentView file = as(diplomat, () -> attach(made.id(), "a.txt", plain(Sensitivity.PUBLIC), "one"));
        as(protocol, () -> attach(made.id(), "b.txt", plain(Sensitivity.PUBLIC), "two"));
        assertThat(guestFiles.of(made.id())).isEmpty();
        assertThatThrownBy(() -> as(diplomat, () -> attachments.change(made.id(), file.id(), 0, open)))
                .isInstanceOf(NotPermittedException.class);
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> as(
                        protocol,
                        () -> attachments.change(
                                made.id(),
                                file.id(),
                                0,
                                new AttachmentDetails("Programme", Sensitivity.INTERNAL, true))));
        assertThat(refused.violations())
                .extracting(violation -> violation.field(), violation -> violation.key())
                .containsExactly(tuple("forGuests", "crm.dialogue.error.file-for-guests"));

        as(protocol, () -> attachments.change(made.id(), file.id(), 0, open));
        assertThat(guestFiles.of(made.id()))
                .containsExactly(new GuestFile(file.id(), "Programme", "a.txt", AttachmentType.TEXT, 3));
        assertThat(guestFiles.of(draft(Plans.about(unique)).id())).isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        guestFiles.write(guestFiles.of(made.id()).get(0), out);
        assertThat(out.toByteArray()).isEqualTo(Papers.text("one"));
        assertThat(as(protocol, () -> dialogues.history(made.id(), Paging.first(1)))
                        .items()
                        .get(0)
                        .changes())
                .extracting(change -> change.field())
                .contains("forGuests");

        // Who drafts may change its title, and it stays with the guests; more sensitive it does not.
        as(
                diplomat,
                () -> attachments.change(
                        made.id(), file.id(), 1, new AttachmentDetails("Evening", Sensitivity.PUBLIC, true)));
        assertThat(guestFiles.of(made.id())).extracting(GuestFile::label).containsExactly("Evening");
        jdbc.update("update crm_attachment set sensitivity = 1 where id = ?", (Object) Bytes16.of(file.id()));
        assertThat(guestFiles.of(made.id())).isEmpty();
    }

    // ---- what is refused

    // F6
    @Test
    void whatMayNotBeAttachedLeavesNothing() {
        DialogueView made = draft(Plans.about(unique));
        long entries = rows("crm_audit_entry");
        for (String content : List.of("", "<html><script>alert(1)</script>", "MZ\0\0")) {
            assertThatThrownBy(() ->
                            as(diplomat, () -> attach(made.id(), "speech.pdf", plain(Sensitivity.PUBLIC), content)))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> attach(
                                made.id(),
                                "a.txt",
                                new AttachmentDetails("t".repeat(251), Sensitivity.PUBLIC),
                                Papers.text("a"))))
                .isInstanceOf(InvalidInputException.class);
        assertNothingKept(made.id(), entries);
    }

    // F1
    @Test
    void moreThanTheLimitsAllowIsRefusedAlsoAtTheSameTime() throws Exception {
        DialogueView made = draft(Plans.about(unique));
        long entries = rows("crm_audit_entry");
        Attachments limited = limited(1_000, 1_500);
        assertThatThrownBy(() -> as(
                        diplomat,
                        () -> attach(limited, made.id(), "a.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(1_001))))
                .isInstanceOf(TooLargeException.class);
        assertNothingKept(made.id(), entries);

        Callable<Boolean> attaching = () -> {
            try {
                as(diplomat, () -> attach(limited, made.id(), "a.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(1_000)));
                return true;
            } catch (ConflictException full) {
                assertThat(full.key()).isEqualTo("crm.dialogue.error.files-full");
                return false;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Boolean> done = new ArrayList<>();
            for (Future<Boolean> one : threads.invokeAll(List.of(attaching, attaching, attaching, attaching))) {
                done.add(one.get());
            }
            assertThat(done).containsExactlyInAnyOrder(true, false, false, false);
        } finally {
            threads.shutdownNow();
        }
        assertThat(as(diplomat, () -> attach(limited, made.id(), "b.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(500)))
                        .size())
                .isEqualTo(500);
    }

    // F1; as a call with a key has its transaction around all
    @Test
    void whatWasAttachedMeanwhileCountsAlsoInATransactionThatBeganBefore() throws Exception {
        DialogueView made = draft(Plans.about(unique));
        Attachments limited = limited(1_000, 1_500);
        Callable<AttachmentView> meanwhile = () ->
                as(diplomat, () -> attach(limited, made.id(), "a.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(1_000)));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
                status.setRollbackOnly();
                assertThat(as(diplomat, () -> attachments.list(made.id(), Paging.first(5)))
                                .items())
                        .isEmpty();
                assertThat(other.submit(meanwhile)).succeedsWithin(Duration.ofSeconds(30));
                Throwable full = catchThrowable(() -> as(
                        diplomat,
                        () -> attach(limited, made.id(), "b.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(1_000))));
                // MariaDB may be set up so that it has the call begin anew instead.
                assertThat(full instanceof ConflictException || Contention.isCauseOf(full))
                        .as("%s", full)
                        .isTrue();
            });
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void aDialogueHasSoManyFilesAndNoMore() {
        DialogueView made = draft(Plans.about(unique));
        for (int i = 0; i < Attachments.MOST; i++) {
            String name = i + ".txt";
            as(manager, () -> attach(made.id(), name, plain(Sensitivity.INTERNAL), name));
        }
        refused(
                ConflictException.class,
                "files-many",
                () -> attach(made.id(), "more.txt", plain(Sensitivity.PUBLIC), "more"));
    }

    // Z6, Z8
    @Test
    void filesThatSomebodyMayNotSeeTakeNoRoomFromThem() {
        DialogueView made = draft(Plans.about(unique));
        Attachments limited = limited(1_000, 1_500);
        as(manager, () -> attach(limited, made.id(), "s.pdf", plain(Sensitivity.CONFIDENTIAL), Papers.pdf(1_000)));
        as(diplomat, () -> attach(limited, made.id(), "a.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(1_000)));
        for (Officer full : List.of(manager, diplomat)) {
            assertThatThrownBy(() -> as(
                            full,
                            () -> attach(limited, made.id(), "b.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(501))))
                    .isInstanceOf(ConflictException.class);
        }
        as(diplomat, () -> attach(limited, made.id(), "b.pdf", plain(Sensitivity.PUBLIC), Papers.pdf(500)));
    }

    // Row 20 of the faults
    @Test
    void aDatabaseThatIsFullKeepsNothingOfAFile() {
        DialogueView made = draft(Plans.about(unique));
        byte[] content = Papers.pdf(2_000_000);
        byte[] mark = Papers.text("NO ROOM " + unique);
        System.arraycopy(mark, 0, content, 1024 * 1024, mark.length);
        long entries = rows("crm_audit_entry");
        jdbc.execute("""
                create trigger crm_attachment_chunk_full before insert on crm_attachment_chunk for each row
                begin
                  if new.number = 1 and left(new.content, 7) = 'NO ROOM' then
                    signal sqlstate 'HY000' set mysql_errno = 1114, message_text = 'The table is full';
                  end if;
                end""");
        try {
            Throwable full = catchThrowable(
                    () -> as(diplomat, () -> attach(made.id(), "a.pdf", plain(Sensitivity.PUBLIC), content)));
            assertThat(NestedExceptionUtils.getMostSpecificCause(full))
                    .isInstanceOfSatisfying(SQLException.class, sql -> assertThat(sql.getErrorCode())
                            .isEqualTo(1114));
            assertNothingKept(made.id(), entries);
        } finally {
            jdbc.execute("drop trigger crm_attachment_chunk_full");
        }
        assertThat(content(
                        diplomat, as(diplomat, () -> attach(made.id(), "a.pdf", plain(Sensitivity.PUBLIC), content))))
                .isEqualTo(content);
    }

    // Row 20 of the faults
    @Test
    void aFileThatCannotBePutDownOrBreaksOffKeepsNothing() {
        DialogueView made = draft(Plans.about(unique));
        long entries = rows("crm_audit_entry");
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(Papers.pdf(100_000))) {

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                if (read < 0) {
                    throw new IOException("No space left on device");
                }
                return read;
            }
        };
        assertThatThrownBy(() ->
                        as(diplomat, () -> attach(attachments, made.id(), "a.txt", plain(Sensitivity.PUBLIC), broken)))
                .hasRootCauseMessage("No space left on device");
        assertNothingKept(made.id(), entries);
    }

    private void assertNothingKept(DialogueId dialogue, long entries) {
        assertThat(as(manager, () -> attachments.list(dialogue, Paging.first(5)))
                        .items())
                .isEmpty();
        assertThat(database.sql("select count(*) from crm_attachment_chunk c left join crm_attachment a"
                                + " on a.id = c.attachment_id where a.id is null")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(rows("crm_audit_entry")).isEqualTo(entries);
    }

    // ---- means

    private Attachments limited(long most, long quota) {
        return attachments(
                DataSize.ofBytes(most), DataSize.ofBytes(quota), new TransactionTemplate(transactionManager));
    }

    private Attachments attachments(DataSize most, DataSize quota, TransactionOperations transactions) {
        return new AttachmentService(
                access,
                dialogueRepository,
                repository,
                dialogueReader,
                reader,
                new FileChunks(database, "crm_attachment_chunk", "attachment_id"),
                trail,
                new AttachmentProperties(most, quota),
                transactions);
    }

    private static AttachmentDetails plain(Sensitivity sensitivity) {
        return new AttachmentDetails(null, sensitivity);
    }

    private AttachmentView attach(DialogueId dialogue, String name, AttachmentDetails details, String content) {
        return attach(dialogue, name, details, Papers.text(content));
    }

    private AttachmentView attach(DialogueId dialogue, String name, AttachmentDetails details, byte[] content) {
        return attach(attachments, dialogue, name, details, content);
    }

    private static AttachmentView attach(
            Attachments to, DialogueId dialogue, String name, AttachmentDetails details, byte[] content) {
        return attach(to, dialogue, name, details, new ByteArrayInputStream(content));
    }

    private static AttachmentView attach(
            Attachments to, DialogueId dialogue, String name, AttachmentDetails details, InputStream content) {
        try {
            return to.attach(dialogue, name, details, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] content(Officer officer, AttachmentView attachment) {
        return as(officer, () -> read(attachment));
    }

    private byte[] read(AttachmentView attachment) {
        return written(attachment.dialogue(), attachment.id());
    }

    private byte[] written(DialogueId dialogue, AttachmentId id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        send(dialogue, id, out);
        return out.toByteArray();
    }

    private void send(DialogueId dialogue, AttachmentId id, OutputStream out) {
        try {
            attachments.write(dialogue, id, out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Does something after each piece. */
    private static OutputStream after(OutputStream out, Runnable each) {
        return new FilterOutputStream(out) {

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                out.write(from, offset, length);
                each.run();
            }
        };
    }

    private boolean sent(AttachmentView attachment, OutputStream out) {
        send(attachment.dialogue(), attachment.id(), out);
        return true;
    }

    private void remove(Officer officer, AttachmentView attachment, long version) {
        as(officer, () -> removed(attachment, version));
    }

    private boolean removed(AttachmentView attachment, long version) {
        attachments.remove(attachment.dialogue(), attachment.id(), version);
        return true;
    }

    private long chunks(AttachmentId id) {
        return database.sql("select count(*) from crm_attachment_chunk where attachment_id = ?")
                .param(Bytes16.of(id))
                .query(Long.class)
                .single();
    }

    private long looks(AttachmentView attachment) {
        return database.sql("select count(*) from crm_audit_entry where record_id = ? and action = 'VIEWED'")
                .param(Bytes16.of(attachment.id()))
                .query(Long.class)
                .single();
    }

    private static List<AuditEntry> files(List<AuditEntry> history) {
        return history.stream()
                .filter(entry -> entry.kind().equals("attachment"))
                .toList();
    }

    /** What the audit log says of the dialogue. */
    private String logged(Officer officer, DialogueId dialogue) {
        return text(as(
                        officer,
                        () -> log.list(
                                new AuditQuery(null, null, dialogue.value(), null, null, null, null), Paging.first(50)))
                .items());
    }

    private static String hash(byte[] content) {
        try {
            return Sha256.hex(new ByteArrayInputStream(content));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
