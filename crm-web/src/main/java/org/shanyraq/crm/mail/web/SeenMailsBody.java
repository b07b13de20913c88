package org.shanyraq.crm.mail.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.SeenMail;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Which mails are decided on.
 *
 * @param mails at most 100, each with the version that was shown
 */
record SeenMailsBody(@Needed @Nullable List<@Needed @Valid SeenMail> mails) {}
