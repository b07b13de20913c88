package org.shanyraq.crm.mail;

import java.util.UUID;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;

/**
 * A mail as its owner knows it.
 *
 * @param to where it goes, or went
 * @param attempt the number of the attempt under way or of the last one; 0 when there was none
 */
public record Mail(
        MailId id,
        MissionId mission,
        String kind,
        UUID subject,
        String occurrence,
        MailAddress to,
        Sensitivity sensitivity,
        String language,
        int attempt) {}
