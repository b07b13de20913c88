package org.shanyraq.crm.mail.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailOwner;

/** The owners of mails, asked on behalf of the system. They are looked for when the first is asked for, since they need what sends themselves. */
class MailOwners {

    private final Access access;
    private final Supplier<Stream<MailOwner>> all;
    private volatile @Nullable List<MailOwner> known;

    MailOwners(Access access, Supplier<Stream<MailOwner>> all) {
        this.access = access;
        this.all = all;
    }

    private List<MailOwner> all() {
        List<MailOwner> owners = known;
        if (owners == null) {
            owners = all.get().toList();
            known = owners;
        }
        return owners;
    }

    /** The kinds that are known here. */
    List<String> kinds() {
        return all().stream().map(MailOwner::kind).toList();
    }

    Optional<MailOwner> of(Mail mail) {
        return all().stream().filter(owner -> owner.kind().equals(mail.kind())).findFirst();
    }

    /** Asks the owner of a mail something in the name of the system. */
    <T> T ask(MailOwner owner, Mail mail, Function<MailOwner, T> question) {
        return access.callAs(Officer.system(mail.mission()), () -> question.apply(owner));
    }
}
