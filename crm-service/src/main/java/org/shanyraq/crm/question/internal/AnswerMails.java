package org.shanyraq.crm.question.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.question.MailTrouble;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes to askers what was answered to what they asked, in their language, and closes the question when that went out. */
class AnswerMails implements MailOwner {

    private final QuestionRepository questions;
    private final QuestionRows rows;
    private final QuestionTrail trail;
    private final AnswerLoop loop;
    private final AnswerAddresses addresses;
    private final JdbcClient database;
    private final Clock clock;
    private final Map<String, Properties> words = new HashMap<>();

    AnswerMails(
            QuestionRepository questions,
            QuestionRows rows,
            QuestionTrail trail,
            AnswerLoop loop,
            AnswerAddresses addresses,
            JdbcClient database,
            Clock clock) {
        this.questions = questions;
        this.rows = rows;
        this.trail = trail;
        this.loop = loop;
        this.addresses = addresses;
        this.database = database;
        this.clock = clock;
        AnswerAddresses.LANGUAGES.forEach(
                language -> words.put(language, read("/crm/question/answer_" + language + ".properties")));
    }

    private static Properties read(String file) {
        try (InputStream content = Objects.requireNonNull(AnswerMails.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(content, StandardCharsets.UTF_8)) {
            Properties read = new Properties();
            read.load(reader);
            return read;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String kind() {
        return AnswerLoop.KIND;
    }

    /** Outside of any transaction: nothing is locked. */
    @Override
    public Optional<MailText> textOf(Mail mail) {
        Question question = questions.findById(mail.subject()).orElse(null);
        ContactId asker = question == null ? null : question.asker().contact();
        if (question == null || asker == null || !isAbout(mail, question)) {
            return Optional.empty();
        }
        return addresses
                .reader(asker)
                .filter(reader -> !reader.archived())
                .map(reader -> text(question, reader, mail.language()));
    }

    /** Whether it is the mail of the answer as it was cleared. */
    private static boolean isAbout(Mail mail, Question question) {
        return question.mission().equals(mail.mission())
                && question.state() == QuestionState.TAKEN_AWAY
                && !question.archived()
                && question.draft() != null
                && question.isClearedForAsker()
                && AnswerLoop.occurrence(question).equals(mail.occurrence());
    }

    private MailText text(Question question, AnswerAddresses.Reader reader, String language) {
        Stage stage = stage(question);
        String theme = JsonText.readLocalized(stage.theme()).in(language);
        String day = stage.day(language);
        String body = word(language, "greeting").replace("{0}", reader.greeting(language)) + "\n\n"
                + word(language, "asked").replace("{0}", theme).replace("{1}", day) + "\n\n"
                + quoted(question.text()) + "\n\n"
                + word(language, "answer") + "\n\n"
                + question.draft() + "\n\n"
                + word(language, "closing") + "\n" + stage.mission() + "\n";
        return new MailText(
                word(language, "subject").replace("{0}", theme), body, null, null, stage.mission(), null, false);
    }

    private static String quoted(String text) {
        return "> " + String.join("\n> ", text.lines().toList());
    }

    private record Stage(String theme, Instant startsAt, String zone, String mission) {

        String day(String language) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(Locale.forLanguageTag(language))
                    .format(startsAt.atZone(ZoneId.of(zone)));
        }
    }

    private Stage stage(Question question) {
        return database.sql("select d.theme, d.starts_at, d.zone, m.name from crm_dialogue d"
                        + " join crm_mission m on m.id = d.mission_id where d.id = ?")
                .param(Bytes16.of(question.dialogue()))
                .query((row, index) -> new Stage(
                        row.getString("theme"),
                        UtcTime.instant(row, "starts_at"),
                        row.getString("zone"),
                        row.getString("name")))
                .single();
    }

    private String word(String language, String key) {
        String word = Objects.requireNonNull(words.get(language)).getProperty(key);
        if (word == null) {
            throw new IllegalStateException("no word " + key + " in " + language);
        }
        return word;
    }

    @Override
    public void ended(Mail mail, MailState state, @Nullable String reason) {
        Question question = questions
                .findByIdAndMissionIdIn(mail.subject(), List.of(mail.mission().value()))
                .orElse(null);
        if (question == null || !AnswerLoop.occurrence(question).equals(mail.occurrence())) {
            return;
        }
        boolean waiting = question.state() == QuestionState.TAKEN_AWAY;
        switch (state) {
            case SENT -> {
                // Also of one that was archived meanwhile: the asker has the answer.
                if (waiting) {
                    act(question, one -> loop.close(one, clock.instant()));
                }
            }
            case SUPPRESSED -> act(question, one -> one.troubled(MailTrouble.BARRED));
            case WITHDRAWN -> {
                // Taken back here, or given up by an officer: then it has to be told otherwise.
                if (waiting) {
                    act(question, one -> one.troubled(MailTrouble.FAILED));
                }
            }
            default -> act(question, one -> one.troubled(MailTrouble.FAILED));
        }
    }

    private void act(Question question, Consumer<Question> act) {
        List<TopicId> topics = rows.topics(question.id());
        QuestionTrail.Seen before = trail.seen(question, topics);
        act.accept(question);
        questions.saveAndFlush(question);
        trail.record(question, before, topics);
    }

    @Override
    public Optional<MailAddress> addressOf(Mail mail) {
        return present(mail).flatMap(question -> {
            ContactId asker = question.asker().contact();
            return asker == null
                    ? Optional.empty()
                    : addresses.reader(asker).map(reader -> addresses.mailbox(asker, reader.name()));
        });
    }

    @Override
    public Sensitivity sensitivityOf(Mail mail) {
        return present(mail)
                .map(question -> {
                    ContactId asker = question.asker().contact();
                    return asker == null
                            ? question.sensitivity()
                            : addresses
                                    .reader(asker)
                                    .map(reader -> reader.sensitivity().higher(question.sensitivity()))
                                    .orElse(question.sensitivity());
                })
                .orElse(mail.sensitivity());
    }

    private Optional<Question> present(Mail mail) {
        return questions.findById(mail.subject()).filter(question -> question.mission()
                .equals(mail.mission()));
    }
}
