package org.shanyraq.crm.followup.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.shared.internal.Findings;

/** What must hold of follow-ups and commitments; all that does not is told at once. */
class FollowUpChecks {

    static final String PREFIX = "crm.followup.error.";

    static final int MOST_REASON = 500;
    static final int MOST_EVIDENCE = 2000;

    private static final int MOST_LINK = 500;
    private static final int MOST_YEARS = 10;

    private final LinkedRecords records;

    FollowUpChecks(LinkedRecords records) {
        this.records = records;
    }

    /**
     * What is known around an input.
     *
     * @param lowest below which the sensitivity must not be entered
     * @param before what it is now, or null for a new one
     * @param beforeOwner who has it now, or null
     * @param hidden links that the officer may not see, which stay
     */
    record Around(
            MissionId mission,
            AccessScope scope,
            Sensitivity lowest,
            @Nullable List<LinkRow> before,
            @Nullable Sensitivity beforeSensitivity,
            @Nullable OfficerId beforeOwner,
            List<LinkRow> hidden,
            LocalDate today) {}

    /** Details as they are kept, and the rows of their links. */
    record Checked<D>(D details, List<LinkRow> links) {}

    Checked<FollowUpDetails> followUp(FollowUpDetails given, Around around) {
        Findings findings = new Findings(PREFIX);
        String text = text(given.text(), FollowUpDetails.MOST_TEXT, findings);
        sensitivity(given.sensitivity(), around, findings);
        if (given.links().size() > FollowUpDetails.MOST_LINKS) {
            findings.add("links", "too-many", FollowUpDetails.MOST_LINKS);
            throw findings.exception();
        }
        day("dueOn", given.dueOn(), around, findings);
        Map<RecordRef, String> fields = new LinkedHashMap<>();
        given.links().forEach(link -> {
            if (link.kind().equals(FollowUpReader.KIND)) {
                findings.add("links", "link");
            } else {
                fields.put(link, "links");
            }
        });
        List<LinkRow> links = records.rows(fields, around.mission(), around.scope(), around.hidden(), findings);
        given(given.owner(), true, "owner", given.sensitivity(), links, around, findings);
        findings.throwIfAny();
        return new Checked<>(
                new FollowUpDetails(
                        text, given.owner(), given.dueOn(), given.priority(), given.links(), given.sensitivity()),
                links);
    }

    Checked<CommitmentDetails> commitment(CommitmentDetails given, Around around) {
        Findings findings = new Findings(PREFIX);
        String text = text(given.text(), CommitmentDetails.MOST_TEXT, findings);
        sensitivity(given.sensitivity(), around, findings);
        boolean hiddenSide = around.hidden().stream().anyMatch(link -> !CommitmentReader.isSource(link.ref()));
        if (given.contact() == null && given.organisation() == null && !hiddenSide) {
            findings.add("contact", "other-side");
        }
        day("madeOn", given.madeOn(), around, findings);
        if (given.madeOn().isAfter(around.today())) {
            findings.add("madeOn", "made-later");
        }
        if (given.dueOn() != null) {
            day("dueOn", given.dueOn(), around, findings);
            if (given.dueOn().isBefore(given.madeOn())) {
                findings.add("dueOn", "due-before");
            }
        }
        Map<RecordRef, String> fields = new LinkedHashMap<>();
        if (given.contact() != null) {
            fields.put(new RecordRef(LinkRow.CONTACT, given.contact().value()), "contact");
        }
        if (given.organisation() != null) {
            fields.put(new RecordRef(LinkRow.ORGANISATION, given.organisation().value()), "organisation");
        }
        RecordRef source = given.source();
        if (source != null) {
            boolean fit = CommitmentReader.isSource(source)
                    && !source.kind().equals(CommitmentReader.KIND)
                    && !source.kind().equals(FollowUpReader.KIND);
            if (fit) {
                fields.put(source, "source");
            } else {
                findings.add("source", "link");
            }
        }
        List<LinkRow> links = records.rows(fields, around.mission(), around.scope(), around.hidden(), findings);
        if (given.officer() != null) {
            given(given.officer(), false, "officer", given.sensitivity(), links, around, findings);
        }
        findings.throwIfAny();
        return new Checked<>(
                new CommitmentDetails(
                        given.direction(),
                        text,
                        given.officer(),
                        given.contact(),
                        given.organisation(),
                        given.madeOn(),
                        given.dueOn(),
                        source,
                        given.sensitivity()),
                links);
    }

    private static String text(String given, int longest, Findings findings) {
        if (given.isBlank()) {
            findings.add("text", "text");
        }
        return findings.line("text", given, longest);
    }

    private static void sensitivity(Sensitivity given, Around around, Findings findings) {
        if (!given.isWithin(around.scope().clearance())) {
            findings.add("sensitivity", "clearance");
        } else if (!around.lowest().isWithin(given)) {
            findings.add("sensitivity", "lowered");
        }
    }

    private static void day(String field, LocalDate day, Around around, Findings findings) {
        if (day.isBefore(around.today().minusYears(MOST_YEARS))
                || day.isAfter(around.today().plusYears(MOST_YEARS))) {
            findings.add(field, "day", MOST_YEARS);
        }
    }

    /** Who has it already keeps it, whatever became of them, unless it becomes more than they could see. */
    private void given(
            OfficerId to,
            boolean works,
            String field,
            Sensitivity chosen,
            List<LinkRow> links,
            Around around,
            Findings findings) {
        Sensitivity all = links.stream().map(LinkRow::level).reduce(chosen, Sensitivity::higher);
        boolean same = to.equals(around.beforeOwner())
                && Objects.requireNonNull(around.before()).containsAll(links)
                && all.isWithin(Objects.requireNonNull(around.beforeSensitivity()));
        if (!same) {
            records.checkGiven(to, works, around.mission(), all, links, field, findings);
        }
    }

    /** @return null when there is none and none is needed */
    static @Nullable String reason(@Nullable String given, boolean needed) {
        Findings findings = new Findings(PREFIX);
        String reason = findings.lines("reason", given, MOST_REASON);
        if (needed && (given == null || given.isBlank())) {
            findings.add("reason", "reason");
        }
        findings.throwIfAny();
        return reason;
    }

    /** Words and address that show that a commitment was kept; one of them is there. */
    record Evidence(@Nullable String words, @Nullable String link) {}

    static Evidence evidence(@Nullable String words, @Nullable String link) {
        Findings findings = new Findings(PREFIX);
        String kept = findings.lines("evidence", words, MOST_EVIDENCE);
        String address = findings.lineOrNull("link", link, MOST_LINK);
        if (address != null && !isAddress(address)) {
            findings.add("link", "evidence-link");
        }
        if ((words == null || words.isBlank()) && (link == null || link.isBlank())) {
            findings.add("evidence", "evidence");
        }
        findings.throwIfAny();
        return new Evidence(kept, address);
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    /** Those of the links that a scope does not reach. */
    List<LinkRow> hidden(List<LinkRow> links, AccessScope scope) {
        List<LinkRow> hidden = new ArrayList<>(links);
        var seen = records.see(links.stream().map(LinkRow::ref).toList(), scope);
        hidden.removeIf(link -> seen.containsKey(link.ref()));
        return hidden;
    }
}
