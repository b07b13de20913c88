package org.shanyraq.crm.question.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.question.GuestQuestion;
import org.shanyraq.crm.question.HallAddress;
import org.shanyraq.crm.question.HallBoard;
import org.shanyraq.crm.question.HallPage;
import org.shanyraq.crm.question.HallPages;
import org.shanyraq.crm.question.HallTerms;
import org.shanyraq.crm.question.HallVisitor;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.question.internal.HallReader.Hall;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.QrCode;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.support.TransactionOperations;

class HallPageService implements HallPages {

    private static final String PREFIX = "crm.hall.error.";

    /** Makes the hash of a device one of this purpose, and of this dialogue: nobody tells from it what the device did in another. */
    private static final String DEVICE = "hall device ";

    private static final String ADDRESS = "hall address ";

    /** So many questions of one device wait to be looked at. */
    private static final int MOST_WAITING_OF_DEVICE = 3;

    /** So many questions come from one device in all. */
    private static final int MOST_OF_DEVICE = 15;

    /** Behind one address there may be the network of the whole house. */
    private static final int MOST_WAITING_OF_ADDRESS = 120;

    /** Nobody looks through more. */
    private static final int MOST_WAITING = 300;

    /** No secret and no device is longer. */
    private static final int LONGEST = 100;

    private final Access access;
    private final HallReader reader;
    private final HallRevisions revisions;
    private final Questions questions;
    private final TransactionOperations transactions;
    private final Clock clock;

    HallPageService(
            Access access,
            HallReader reader,
            HallRevisions revisions,
            Questions questions,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.reader = reader;
        this.revisions = revisions;
        this.questions = questions;
        this.transactions = transactions;
        this.clock = clock;
    }

    private Optional<Hall> opened(HallAddress address, String secret) {
        return secret.length() > LONGEST ? Optional.empty() : reader.opened(address, secret, clock.instant());
    }

    private static byte[] device(Hall hall, HallVisitor visitor) {
        return SecretTokens.hash(DEVICE + hall.dialogue(), visitor.device());
    }

    @Override
    public Optional<HallPage> open(String secret, HallVisitor visitor) {
        return opened(HallAddress.GUESTS, secret).map(hall -> {
            if (visitor.device().isEmpty()) {
                return new HallPage(board(hall), List.of(), Set.of(), Set.of());
            }
            byte[] device = device(hall, visitor);
            return new HallPage(
                    board(hall),
                    reader.own(hall.dialogue(), device),
                    reader.voted(hall.dialogue(), device),
                    reader.reported(hall.dialogue(), device));
        });
    }

    @Override
    public Optional<HallBoard> guests(String secret) {
        return opened(HallAddress.GUESTS, secret).map(this::board);
    }

    @Override
    public Optional<HallBoard> wall(String secret) {
        return opened(HallAddress.WALL, secret).map(this::board);
    }

    @Override
    public Optional<HallBoard> board(DialogueId dialogue) {
        return reader.find(dialogue)
                .filter(hall -> hall.isOpen(clock.instant()))
                .map(this::board);
    }

    private HallBoard board(Hall hall) {
        HallTerms terms = hall.terms();
        return new HallBoard(
                hall.dialogue(),
                hall.mission(),
                hall.revision(),
                hall.theme(),
                terms.asking(),
                terms.anonymous(),
                terms.voting(),
                terms.byVotes(),
                hall.guests(),
                hall.wall(),
                reader.shown(hall));
    }

    @Override
    public Optional<String> picture(String wall, String pages) {
        return opened(HallAddress.WALL, wall).map(hall -> QrCode.svg(pages + hall.guests()));
    }

    @Override
    public boolean ask(String secret, HallVisitor visitor, GuestQuestion question) {
        Optional<Hall> opened = opened(HallAddress.GUESTS, secret);
        if (opened.isEmpty()) {
            return false;
        }
        Hall hall = opened.get();
        if (!hall.terms().asking()) {
            throw new ConflictException(PREFIX + "closed");
        }
        byte[] device = knownDevice(hall, visitor);
        GuestQuestion checked = checked(question, hall.terms());
        byte[] address = SecretTokens.hash(ADDRESS + hall.dialogue(), visitor.address());
        requireRoom(hall.dialogue(), device, address);
        return access.callAs(
                Officer.system(hall.mission()),
                () -> Transactions.again(transactions, () -> {
                    QuestionId received =
                            questions.receive(hall.dialogue(), checked).id();
                    reader.noteDevice(received, hall.dialogue(), device, address, clock.instant());
                    return true;
                }));
    }

    private static byte[] knownDevice(Hall hall, HallVisitor visitor) {
        if (visitor.device().isEmpty() || visitor.device().length() > LONGEST) {
            throw new ConflictException(PREFIX + "device");
        }
        return device(hall, visitor);
    }

    private static GuestQuestion checked(GuestQuestion question, HallTerms terms) {
        Findings findings = new Findings(PREFIX);
        String text = findings.lines("text", question.text(), MOST_TEXT);
        String name = findings.lineOrNull("name", question.name(), MOST_NAME);
        if (findings.isEmpty() && text == null) {
            findings.add("text", "text");
        }
        if (findings.isEmpty() && name == null && !terms.anonymous()) {
            findings.add("name", "name");
        }
        findings.throwIfAny();
        return new GuestQuestion(question.entry(), name, text == null ? "" : text, question.language());
    }

    /** Not exactly: of those who ask at the same moment one more may come in. */
    private void requireRoom(DialogueId dialogue, byte[] device, byte[] address) {
        if (reader.waiting(dialogue, "device", device) >= MOST_WAITING_OF_DEVICE
                || reader.askedBy(dialogue, device) >= MOST_OF_DEVICE) {
            throw new ConflictException(PREFIX + "many-of-device");
        }
        if (reader.waiting(dialogue, "address", address) >= MOST_WAITING_OF_ADDRESS
                || reader.waiting(dialogue) >= MOST_WAITING) {
            throw new ConflictException(PREFIX + "many");
        }
    }

    @Override
    public boolean vote(String secret, HallVisitor visitor, QuestionId question, boolean wanted) {
        Optional<Hall> opened = opened(HallAddress.GUESTS, secret);
        opened.ifPresent(hall -> {
            if (!hall.terms().voting()) {
                throw new ConflictException(PREFIX + "voting");
            }
            byte[] device = knownDevice(hall, visitor);
            act(hall, question, true, () -> reader.vote(question, device, wanted));
        });
        return opened.isPresent();
    }

    @Override
    public boolean report(String secret, HallVisitor visitor, QuestionId question) {
        Optional<Hall> opened = opened(HallAddress.GUESTS, secret);
        opened.ifPresent(hall -> {
            byte[] device = knownDevice(hall, visitor);
            act(hall, question, false, () -> reader.report(question, device));
        });
        return opened.isPresent();
    }

    /** Two clicks at once are one, and whoever lost a lock comes again. */
    private void act(Hall hall, QuestionId question, boolean waiting, BooleanSupplier act) {
        Transactions.again(transactions, () -> {
            if (reader.isShown(question, hall.dialogue(), waiting) && act.getAsBoolean()) {
                revisions.raise(hall.dialogue());
            }
            return true;
        });
    }

    @Override
    public Map<DialogueId, Long> revisions(Collection<DialogueId> dialogues) {
        return reader.revisions(dialogues);
    }
}
