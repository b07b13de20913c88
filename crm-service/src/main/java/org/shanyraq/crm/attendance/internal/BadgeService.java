package org.shanyraq.crm.attendance.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.BadgeOrder;
import org.shanyraq.crm.attendance.BadgePart;
import org.shanyraq.crm.attendance.Badges;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.support.TransactionOperations;

/** Gathers what stands on badges in one transaction, and draws them after it, so that no connection waits for whoever takes the file. */
class BadgeService implements Badges {

    private final Access access;
    private final DoorReader reader;
    private final DoorPasses passes;
    private final Dialogues dialogues;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    BadgeService(
            Access access,
            DoorReader reader,
            DoorPasses passes,
            Dialogues dialogues,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.access = access;
        this.reader = reader;
        this.passes = passes;
        this.dialogues = dialogues;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public long count(DialogueId dialogue) {
        DoorReader.Occasion occasion = reader.occasion(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        return reader.count(occasion, access.scope()).expected();
    }

    @Override
    public void write(DialogueId dialogue, BadgeOrder order, OutputStream out) {
        DialogueView view = dialogues.get(dialogue);
        String theme = view.details().theme().in(order.language());
        List<Badge> badges = Transactions.again(transactions, () -> badges(view, order, theme));
        try {
            BadgeSheet.write(order.layout(), badges, theme, order.language(), out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<Badge> badges(DialogueView view, BadgeOrder order, String theme) {
        DialogueId dialogue = view.id();
        List<DoorReader.Wearer> guests = order.ofAll() || !order.guests().isEmpty()
                ? reader.wearers(dialogue, order.guests(), access.scope(), MOST + 1)
                : List.of();
        List<DoorReader.Wearer> walkIns = order.walkIns().isEmpty()
                ? List.of()
                : reader.wearersWhoCame(dialogue, order.walkIns(), access.scope());
        Map<InvitationId, List<DoorReader.Wearer>> companions = reader.companions(dialogue, guests, access.scope());
        List<DoorReader.Wearer> wearers = new ArrayList<>();
        for (DoorReader.Wearer guest : guests) {
            wearers.add(guest);
            wearers.addAll(companions.getOrDefault(Objects.requireNonNull(guest.guest()), List.of()));
        }
        wearers.addAll(walkIns);
        int all = wearers.size();
        if (!order.ofAll()
                && (guests.size() < different(order.guests()) || walkIns.size() < different(order.walkIns()))) {
            throw new NotFoundException();
        }
        if (all == 0 || all > MOST) {
            throw InvalidInputException.of(
                    "guests", AttendanceService.PREFIX + (all == 0 ? "no-badges" : "many-badges"), MOST);
        }
        Map<DoorPasses.Bearer, DoorCode> codes = order.parts().contains(BadgePart.CODE)
                ? passes.provide(wearers.stream()
                        .flatMap(wearer -> bearer(wearer).stream())
                        .toList())
                : Map.of();
        Sensitivity highest = wearers.stream()
                .map(DoorReader.Wearer::effective)
                .reduce(view.details().sensitivity(), Sensitivity::higher);
        audit.record(
                // Each printing is a record of its own, as sensitive as whoever is on it.
                new AuditSubject(DoorReader.KIND, new AttendanceId(Ids.next()), view.mission(), highest, dialogue),
                AuditAction.EXPORTED,
                null,
                new Printed(all));
        return wearers.stream()
                .map(wearer -> badge(
                        wearer, order, theme, bearer(wearer).map(codes::get).orElse(null)))
                .toList();
    }

    /** @return empty for a walk-in, who is in already */
    private static Optional<DoorPasses.Bearer> bearer(DoorReader.Wearer wearer) {
        return Optional.ofNullable(wearer.guest()).map(guest -> new DoorPasses.Bearer(guest, wearer.position()));
    }

    /** That names leave the system on paper, as the audit trail keeps it. */
    private record Printed(int badges) {}

    private static long different(List<?> ids) {
        return ids.stream().distinct().count();
    }

    private static Badge badge(DoorReader.Wearer wearer, BadgeOrder order, String theme, @Nullable DoorCode code) {
        String title = wearer.title().in(order.language());
        String post = !title.isEmpty()
                ? title
                : wearer.role() == null ? null : order.roles().get(wearer.role());
        String organisation = wearer.organisation().isEmpty()
                ? wearer.typedOrganisation()
                : wearer.organisation().in(order.language());
        boolean withCircle = order.parts().contains(BadgePart.CIRCLE);
        return new Badge(
                wearer.honorific() == null ? wearer.name() : wearer.honorific() + " " + wearer.name(),
                order.parts().contains(BadgePart.NATIVE_NAME) ? wearer.nativeName() : null,
                order.parts().contains(BadgePart.POST) ? post : null,
                order.parts().contains(BadgePart.ORGANISATION) ? organisation : null,
                wearer.circle(),
                withCircle && wearer.circle() != null ? order.circles().get(wearer.circle()) : null,
                order.parts().contains(BadgePart.THEME) ? theme : null,
                code == null ? null : code.text());
    }
}
