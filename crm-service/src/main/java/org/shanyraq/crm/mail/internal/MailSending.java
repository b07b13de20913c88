package org.shanyraq.crm.mail.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.UnsubscribeLinks;
import org.shanyraq.crm.mail.internal.MailQueue.Counted;
import org.shanyraq.crm.mail.internal.MailQueue.Handing;
import org.shanyraq.crm.mail.internal.MailQueue.Reply;
import org.shanyraq.crm.mail.internal.Relay.Delivery;
import org.shanyraq.crm.mail.internal.RelayConnection.LastWord;
import org.shanyraq.crm.mail.internal.RelayConnection.Phase;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker: claims a mail, has it written, hands it over, and notes what came of it. */
class MailSending {

    private static final Logger LOG = LoggerFactory.getLogger(MailSending.class);

    static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LONGEST_RETRY = Duration.ofHours(12);
    static final Duration PATIENCE = Duration.ofDays(3);
    private static final Duration UNKNOWN_KIND = Duration.ofMinutes(15);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    static final int MOST_UNWRITTEN = 5;

    /** So many mails in a row that come to nothing once the server answered tell that it is the server. */
    private static final int MOST_IN_VAIN = 5;

    private static final String REASON = "crm.mail.reason.";

    private final UUID worker = UUID.randomUUID();
    private final MailQueue queue;
    private final SuppressionList suppressions;
    private final MailOwners owners;
    private final MailWriter writer;
    private final Relay relay;
    private final UnsubscribeLinks links;
    private final MailProperties properties;
    private int inVain;

    MailSending(
            MailQueue queue,
            SuppressionList suppressions,
            MailOwners owners,
            MailWriter writer,
            Relay relay,
            UnsubscribeLinks links,
            MailProperties properties) {
        this.queue = queue;
        this.suppressions = suppressions;
        this.owners = owners;
        this.writer = writer;
        this.relay = relay;
        this.links = links;
        this.properties = properties;
    }

    UUID worker() {
        return worker;
    }

    /** Deals with the mail that is due longest. False when none is due, or all sending is paused. */
    boolean sendNext() {
        Optional<ClaimedMail> claimed = queue.claim(worker, properties.lease());
        claimed.ifPresent(this::deal);
        return claimed.isPresent();
    }

    /** Lets the connection go while nothing is to be sent. */
    void rest() {
        relay.close();
    }

    private void deal(ClaimedMail claimed) {
        Mail mail = claimed.mail();
        if (!properties.allows(mail.to())) {
            end(claimed, MailState.SUPPRESSED, "domain");
            return;
        }
        Set<SuppressionReason> reasons = suppressions.reasonsFor(mail);
        Optional<SuppressionReason> hard = reasons.stream()
                .filter(reason -> reason != SuppressionReason.UNSUBSCRIBED)
                .findFirst();
        if (hard.isPresent()) {
            end(claimed, MailState.SUPPRESSED, hard.get().code());
            return;
        }
        if (!claimed.trial() && queue.today(mail) >= properties.mostPerRecipientADay()) {
            queue.postponeToTomorrow(claimed, worker);
            return;
        }
        Optional<MailOwner> owner = owners.of(mail);
        if (owner.isEmpty()) {
            // Another instance, of a newer version perhaps, knows it; or its feature is switched on again.
            queue.postpone(
                    claimed, worker, UNKNOWN_KIND, Counted.NOT, REASON + "no-owner", new Reply("no-owner", null));
            return;
        }
        written(claimed, owner.get(), reasons).ifPresent(this::handOver);
    }

    // ---- writing

    /** A mail that is ready to go. */
    private record Written(ClaimedMail claimed, MimeMessage message, byte @Nullable [] token) {}

    private Optional<Written> written(ClaimedMail claimed, MailOwner owner, Set<SuppressionReason> reasons) {
        try {
            Optional<MailText> text = owners.ask(owner, claimed.mail(), asked -> asked.textOf(claimed.mail()));
            if (text.isEmpty()) {
                end(claimed, MailState.WITHDRAWN, "not-wanted");
                return Optional.empty();
            }
            if (text.get().unsubscribable() && reasons.contains(SuppressionReason.UNSUBSCRIBED)) {
                end(claimed, MailState.SUPPRESSED, SuppressionReason.UNSUBSCRIBED.code());
                return Optional.empty();
            }
            String token = text.get().unsubscribable() ? SecretTokens.next() : null;
            URI link = token == null ? null : links.of(token).orElse(null);
            return Optional.of(new Written(
                    claimed,
                    writer.write(relay.session(), claimed, text.get(), link),
                    token == null || link == null ? null : SecretTokens.hash(UnsubscriptionService.PURPOSE, token)));
        } catch (RuntimeException | MessagingException | Error failure) {
            Grave.rethrow(failure);
            unwritten(claimed, failure);
            return Optional.empty();
        }
    }

    private void unwritten(ClaimedMail claimed, Throwable failure) {
        LOG.error(
                "mail {} of the kind {} cannot be written",
                claimed.mail().id(),
                claimed.mail().kind(),
                failure);
        Reply reply = new Reply("unwritten", null);
        if (claimed.unwritten() + 1 >= MOST_UNWRITTEN) {
            queue.end(claimed, worker, MailState.FAILED, REASON + "unwritten", reply);
        } else {
            queue.postpone(claimed, worker, retry(claimed.unwritten()), Counted.UNWRITTEN, REASON + "unwritten", reply);
        }
    }

    // ---- handing over

    private void handOver(Written written) {
        ClaimedMail claimed = written.claimed();
        Delivery delivery;
        try {
            delivery = relay.send(
                    written.message(), MailWriter.written(claimed.mail().to()), lastWord(claimed, written.token()));
        } catch (MessagingException malformed) {
            unwritten(claimed, malformed);
            return;
        }
        switch (delivery.result()) {
            case SENT -> {
                inVain = 0;
                queue.goOn();
                queue.end(claimed, worker, MailState.SENT, null, new Reply("sent", delivery.said()));
            }
            case UNCERTAIN ->
                queue.end(
                        claimed,
                        worker,
                        MailState.UNCERTAIN,
                        REASON + "broken-off",
                        new Reply("uncertain", delivery.said()));
            case NO_RECIPIENT -> {
                inVain = 0;
                // First, so that nobody is written to there who dies in between.
                suppressions.add(SuppressionList.Said.of(
                        claimed.mail().to(),
                        SuppressionReason.BOUNCED,
                        new Reply("", delivery.said()).text(),
                        claimed.mail()));
                queue.end(
                        claimed,
                        worker,
                        MailState.FAILED,
                        REASON + "no-recipient",
                        new Reply("refused", delivery.said()));
            }
            case NOT_PASSED_ON -> {
                later(claimed, "not-passed-on", delivery);
                suspect(delivery);
            }
            case REFUSED -> {
                queue.end(claimed, worker, MailState.FAILED, REASON + "refused", new Reply("refused", delivery.said()));
                if (delivery.phase() == Phase.RECIPIENT) {
                    inVain = 0;
                } else {
                    suspect(delivery);
                }
            }
            case LATER -> {
                if (delivery.phase() == Phase.RECIPIENT) {
                    inVain = 0;
                }
                later(claimed, "later", delivery);
            }
            case BROKEN_OFF -> {
                later(claimed, "broken-off", delivery);
                suspect(delivery);
            }
            case NOT_US -> notUs(claimed, delivery);
            case UNSENT -> unsent(claimed, delivery.unsent());
        }
    }

    private LastWord lastWord(ClaimedMail claimed, byte @Nullable [] token) {
        return () -> {
            Handing handing =
                    queue.handOver(claimed, worker, properties.lease(), token, properties.mostPerRecipientADay());
            if (handing != Handing.GO) {
                throw new UnsentException(handing);
            }
        };
    }

    private void unsent(ClaimedMail claimed, @Nullable Handing why) {
        if (why == Handing.ENOUGH_TODAY) {
            queue.postponeToTomorrow(claimed, worker);
        } else {
            queue.postpone(
                    claimed, worker, Duration.ZERO, Counted.NOT, REASON + "withdrawn", new Reply("stopped", null));
        }
    }

    private void later(ClaimedMail claimed, String outcome, Delivery delivery) {
        Reply reply = new Reply(outcome, delivery.said());
        if (queue.failsSince(claimed, PATIENCE)) {
            queue.end(claimed, worker, MailState.FAILED, REASON + "too-long", reply);
        } else {
            queue.postpone(claimed, worker, retry(claimed.failures()), Counted.REFUSED, REASON + outcome, reply);
        }
    }

    /** The mail is as good as before: it waits until the server takes any. */
    private void notUs(ClaimedMail claimed, Delivery delivery) {
        boolean namesNobody = delivery.phase() == Phase.CONNECTING || delivery.phase() == Phase.SENDER;
        LOG.warn(
                "the mail server takes no mails now ({}){}",
                delivery.phase(),
                namesNobody ? ": " + delivery.said() : "");
        queue.postpone(
                claimed, worker, Duration.ZERO, Counted.NOT, REASON + "paused", new Reply("not-us", delivery.said()));
        queue.pause(
                delivery.phase() == Phase.CONNECTING ? "crm.mail.sending.unreachable" : "crm.mail.sending.refused",
                namesNobody ? delivery.said() : null,
                FIRST_PAUSE,
                LONGEST_PAUSE);
    }

    private void suspect(Delivery delivery) {
        if (++inVain >= MOST_IN_VAIN) {
            inVain = 0;
            LOG.warn("{} mails in a row came to nothing at {}; sending pauses", MOST_IN_VAIN, delivery.phase());
            queue.pause("crm.mail.sending.in-vain", null, FIRST_PAUSE, LONGEST_PAUSE);
        }
    }

    private void end(ClaimedMail claimed, MailState state, String reason) {
        queue.end(claimed, worker, state, REASON + reason, new Reply(state.code(), null));
    }

    /** At least five minutes, doubled with each failure, never the same for two mails. */
    static Duration retry(int failures) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
        Duration bounded = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
        return bounded.plusMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 4));
    }
}
