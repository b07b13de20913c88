package org.shanyraq.crm.invitation.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.Outbox;

/** An outbox where nothing is put in, and no calendar is answered. */
class NoOutbox implements Outbox {

    @Override
    public int put(List<MailDraft> drafts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int withdraw(String kind, UUID subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<UUID> withdraw(MissionId mission, String kind, Collection<UUID> subjects, String occurrence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Bar> barred(MissionId mission, Collection<MailAddress> addresses, boolean unsubscribable) {
        return Map.of();
    }

    @Override
    public Set<String> busyToday(MissionId mission, Collection<MailAddress> addresses) {
        return Set.of();
    }

    @Override
    public Optional<MailAddress> sender() {
        return Optional.empty();
    }

    @Override
    public Optional<MailAddress> organiser() {
        return Optional.empty();
    }
}
