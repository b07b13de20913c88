package org.shanyraq.crm.dialogue.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.Ids;

/** The rules of {@link DialogueDetails}: all that is wrong is said at once. */
final class DialogueChecks {

    static final String PREFIX = "crm.dialogue.error.";

    private static final int MOST_ITEMS = 50;
    private static final int MOST_SPEAKERS = 30;
    private static final int LONGEST_ITEM = 1_440;
    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private DialogueChecks() {}

    /**
     * What the rules look at beside the details.
     *
     * @param series the series that the details name, as far as the officer may see it in this mission; else null
     * @param people the contacts that the details name, as far as the officer may see them in this mission
     * @param officers those whom the details put in charge, as far as they belong or once belonged to this mission; nobody when the
     *     sensitivity is above the clearance
     * @param clearance of the officer
     * @param lowest the least sensitive that the officer may make it
     * @param changed the dialogue that gets the details, or null for a new one
     * @param now the present
     */
    record Around(
            @Nullable DialogueSeries series,
            Set<ContactId> people,
            Map<OfficerId, Standing> officers,
            Sensitivity clearance,
            Sensitivity lowest,
            @Nullable Dialogue changed,
            Instant now) {}

    /**
     * The details as they are kept; parts of the agenda keep their ids when the dialogue has them.
     *
     * @throws InvalidInputException with all that is wrong
     */
    static DialogueDetails checked(DialogueDetails details, Around around) {
        Findings findings = new Findings(PREFIX);
        LocalizedText theme = findings.localized("theme", details.theme(), 250);
        if (details.theme().isEmpty()) {
            findings.add("theme", "theme");
        }
        sensitivity(details, around, findings);
        series(details, around, findings);
        String venue = findings.lineOrNull("venue", details.venue(), 250);
        String link = PlaceChecks.link(details.streamLink(), findings);
        if (around.changed() != null && around.changed().state() == DialogueState.INVITING) {
            if (details.format() != DialogueFormat.ONLINE && venue == null) {
                findings.add("venue", "venue-needed");
            }
            if (details.format() != DialogueFormat.IN_PERSON && link == null) {
                findings.add("streamLink", "link-needed");
            }
        }
        PlaceChecks.zone(details.zone(), findings);
        Instant start = details.startsAt().truncatedTo(ChronoUnit.SECONDS);
        Instant end = details.endsAt().truncatedTo(ChronoUnit.SECONDS);
        if (start.isBefore(FIRST) || start.isAfter(LAST)) {
            findings.add("startsAt", "start");
        } else if (!end.isAfter(start)) {
            findings.add("endsAt", "end-before-start");
        } else if (Duration.between(start, end).compareTo(DialogueDetails.LONGEST) > 0) {
            findings.add("endsAt", "too-long-time", DialogueDetails.LONGEST.toDays());
        } else if (around.changed() != null
                && around.changed().state() == DialogueState.HELD
                && start.isAfter(around.now())) {
            findings.add("startsAt", "held-later");
        }
        DialogueDetails checked = new DialogueDetails(
                theme,
                details.series(),
                PlaceChecks.languages(details.languages(), findings),
                details.format(),
                venue,
                findings.lineOrNull("address", details.address(), 500),
                link,
                start,
                end,
                details.zone(),
                PlaceChecks.capacity(details.capacity(), findings),
                details.sensitivity(),
                agenda(details.agenda(), around, findings),
                inCharge(details, around, findings));
        findings.throwIfAny();
        return checked;
    }

    private static void sensitivity(DialogueDetails details, Around around, Findings findings) {
        DialogueSeries series = around.series();
        if (!details.sensitivity().isWithin(around.clearance())) {
            findings.add("sensitivity", "sensitivity");
        } else if (!around.lowest().isWithin(details.sensitivity())) {
            findings.add("sensitivity", "sensitivity-lowered");
        } else if (series != null && !series.sensitivity().isWithin(details.sensitivity())) {
            findings.add("sensitivity", "sensitivity-of-series");
        }
    }

    private static void series(DialogueDetails details, Around around, Findings findings) {
        Dialogue changed = around.changed();
        boolean chosen = changed == null || !Objects.equals(changed.details().series(), details.series());
        if (chosen && changed != null && changed.state() != DialogueState.DRAFT) {
            findings.add("series", "series-fixed");
        } else if (details.series() != null && around.series() == null) {
            findings.add("series", "series-unknown");
        } else if (chosen && around.series() != null && around.series().isArchived()) {
            findings.add("series", "series-archived");
        }
    }

    /**
     * Whoever is put in charge belongs to the mission and may see the dialogue. Who was in charge before is not asked again, unless it
     * becomes more sensitive than they may see; who left stays.
     */
    private static List<OfficerId> inCharge(DialogueDetails details, Around around, Findings findings) {
        List<OfficerId> given = details.inCharge();
        if (given.size() > DialogueDetails.MOST_IN_CHARGE) {
            findings.add("inCharge", "too-many", DialogueDetails.MOST_IN_CHARGE);
            return List.of();
        }
        if (Set.copyOf(given).size() < given.size()) {
            findings.add("inCharge", "in-charge-twice");
        }
        if (!details.sensitivity().isWithin(around.clearance())) {
            // That is said already, and who is cleared for it is none of the officer's business.
            return given;
        }
        Dialogue changed = around.changed();
        Set<OfficerId> before =
                changed == null ? Set.of() : Set.copyOf(changed.details().inCharge());
        boolean raised = changed != null && !details.sensitivity().isWithin(changed.sensitivity());
        for (OfficerId officer : new LinkedHashSet<>(given)) {
            boolean kept = before.contains(officer);
            Standing standing = around.officers().get(officer);
            if (standing == null) {
                if (!kept) {
                    findings.add("inCharge", "in-charge-unknown");
                }
            } else if (!standing.member()) {
                if (!kept) {
                    findings.add("inCharge", "in-charge-left", standing.name());
                }
            } else if (!standing.cleared() && (raised || !kept)) {
                findings.add("inCharge", "in-charge-clearance", standing.name());
            }
        }
        return given;
    }

    private static List<AgendaItem> agenda(List<AgendaItem> given, Around around, Findings findings) {
        if (given.size() > MOST_ITEMS) {
            findings.add("agenda", "too-many", MOST_ITEMS);
            return List.of();
        }
        Set<AgendaItemId> known = new HashSet<>();
        if (around.changed() != null) {
            around.changed().details().agenda().forEach(item -> known.add(Objects.requireNonNull(item.id())));
        }
        List<AgendaItem> agenda = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            AgendaItem item = given.get(i);
            String path = "agenda[" + i + "]";
            Integer minutes = item.minutes();
            if (minutes != null && (minutes < 1 || minutes > LONGEST_ITEM)) {
                findings.add(path + ".minutes", "minutes", LONGEST_ITEM);
            }
            // Each part is kept once, even when its id is given twice.
            boolean kept = item.id() != null && known.remove(item.id());
            agenda.add(new AgendaItem(
                    kept ? item.id() : new AgendaItemId(Ids.next()),
                    item.kind(),
                    findings.localized(path + ".title", item.title(), 250),
                    minutes,
                    speakers(item.speakers(), path, around.people(), findings),
                    item.attribution()));
        }
        return agenda;
    }

    private static List<Speaker> speakers(List<Speaker> given, String item, Set<ContactId> people, Findings findings) {
        if (given.size() > MOST_SPEAKERS) {
            findings.add(item + ".speakers", "too-many", MOST_SPEAKERS);
            return List.of();
        }
        List<Speaker> speakers = new ArrayList<>();
        Set<ContactId> once = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            Speaker speaker = given.get(i);
            String path = item + ".speakers[" + i + "]";
            ContactId contact = speaker.contact();
            String name = findings.lineOrNull(path + ".name", speaker.name(), 250);
            if (contact != null && !people.contains(contact)) {
                findings.add(path + ".contact", "contact-unknown");
            } else if (contact != null && name != null) {
                findings.add(path + ".name", "contact-and-name");
            } else if (contact == null
                    && (speaker.name() == null || speaker.name().isBlank())) {
                findings.add(path + ".name", "speaker-missing");
            } else if (contact != null && !once.add(contact)) {
                findings.add(path + ".contact", "speaker-twice");
            }
            speakers.add(new Speaker(
                    contact,
                    name,
                    findings.lineOrNull(path + ".affiliation", speaker.affiliation(), 250),
                    speaker.role()));
        }
        return speakers;
    }
}
