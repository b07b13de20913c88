package org.shanyraq.crm.mail.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;

/** An owner of mails that does as it is told. */
final class TrialOwner implements MailOwner {

    static final String KIND = "trial";

    /** What it was told of. */
    record Told(Mail mail, MailState state, @Nullable String reason) {}

    volatile Function<Mail, Optional<MailText>> text = TrialOwner::plain;
    volatile Function<Mail, Optional<MailAddress>> present = mail -> Optional.empty();
    volatile Function<Mail, Sensitivity> sensitivity = Mail::sensitivity;
    volatile Consumer<Told> onTold = told -> {};

    private final List<Told> told = new CopyOnWriteArrayList<>();

    static Optional<MailText> plain(Mail mail) {
        return Optional.of(MailText.plain("A trial", "Dear reader, this is " + mail.occurrence() + "."));
    }

    void reset() {
        text = TrialOwner::plain;
        present = mail -> Optional.empty();
        sensitivity = Mail::sensitivity;
        onTold = told -> {};
        told.clear();
    }

    List<Told> told() {
        return new ArrayList<>(told);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<MailText> textOf(Mail mail) {
        return text.apply(mail);
    }

    @Override
    public void ended(Mail mail, MailState state, @Nullable String reason) {
        Told now = new Told(mail, state, reason);
        onTold.accept(now);
        told.add(now);
    }

    @Override
    public Optional<MailAddress> addressOf(Mail mail) {
        return present.apply(mail);
    }

    @Override
    public Sensitivity sensitivityOf(Mail mail) {
        return sensitivity.apply(mail);
    }
}
