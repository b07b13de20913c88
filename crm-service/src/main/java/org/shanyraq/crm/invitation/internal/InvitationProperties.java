package org.shanyraq.crm.invitation.internal;

import java.time.Duration;
import java.util.Map;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of invitations.
 *
 * @param hosts in whose name the guests of a mission are written to, by the code of the mission, for example
 *     {@code crm.invitation.hosts.bxl=The Embassy in Brussels}, and in another language
 *     {@code crm.invitation.hosts.bxl.fr=L'Ambassade à Bruxelles}; a mission that is not named writes under its own name
 * @param replyTo where guests of a mission write back to, by its code; of others, to the sender of mails
 * @param offerTime for how long a seat that became free is kept for a guest who waits, from a minute to a month
 * @param confirmAfter how long after an answer on the page its guest gets a mail that tells it, unless another answer follows meanwhile; at most
 *     a day, and none is sent when it is nothing
 */
@ConfigurationProperties("crm.invitation")
public record InvitationProperties(
        @DefaultValue Map<String, String> hosts,
        @DefaultValue Map<String, String> replyTo,
        @DefaultValue("24h") Duration offerTime,
        @DefaultValue("2m") Duration confirmAfter) {

    private static final int LONGEST = 200;
    private static final Duration LEAST_OFFER = Duration.ofMinutes(1);
    private static final Duration MOST_OFFER = Duration.ofDays(31);

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    public InvitationProperties {
        hosts = Map.copyOf(hosts);
        replyTo = Map.copyOf(replyTo);
        if (offerTime.compareTo(LEAST_OFFER) < 0 || offerTime.compareTo(MOST_OFFER) > 0) {
            throw new IllegalArgumentException(
                    "crm.invitation.offer-time is not between a minute and a month: " + offerTime);
        }
        if (confirmAfter.isNegative() || confirmAfter.compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException(
                    "crm.invitation.confirm-after is not between nothing and a day: " + confirmAfter);
        }
        replyTo.forEach((mission, address) -> {
            try {
                MailAddress.of(address);
            } catch (InvalidInputException none) {
                throw new IllegalArgumentException(
                        "crm.invitation.reply-to." + mission + " is no address that mails can be sent to", none);
            }
        });
        hosts.forEach((mission, name) -> {
            String language = mission.substring(mission.lastIndexOf('.') + 1);
            if (mission.contains(".") && !Findings.isLanguage(language)) {
                throw new IllegalArgumentException("crm.invitation.hosts." + mission
                        + " does not end with a language: two letters of ISO 639-1, for example bxl.fr");
            }
            if (name.isBlank() || name.length() > LONGEST || !name.chars().allMatch(sign -> sign >= ' ')) {
                throw new IllegalArgumentException("crm.invitation.hosts." + mission
                        + " is no name of one line, of 1 to " + LONGEST + " characters");
            }
        });
    }
}
