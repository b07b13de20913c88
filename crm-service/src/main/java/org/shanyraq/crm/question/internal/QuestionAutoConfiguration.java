package org.shanyraq.crm.question.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.Undertakings;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mission.Colleagues;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Questions; switched off by {@code crm.question.enabled=false}, and together with the door, invitations, dialogues, lines, follow-ups, topics,
 * contacts or organisations.
 */
@AutoConfiguration(
        afterName = {
            "org.shanyraq.crm.attendance.internal.AttendanceAutoConfiguration",
            "org.shanyraq.crm.followup.internal.FollowUpAutoConfiguration",
            "org.shanyraq.crm.line.internal.LineAutoConfiguration"
        })
@ConditionalOnProperty(
        name = {
            "crm.question.enabled",
            "crm.attendance.enabled",
            "crm.invitation.enabled",
            "crm.dialogue.enabled",
            "crm.line.enabled",
            "crm.followup.enabled",
            "crm.topic.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
public final class QuestionAutoConfiguration {

    @Bean
    QuestionReader crmQuestionReader(JdbcClient database) {
        return new QuestionReader(database);
    }

    @Bean
    QuestionRows crmQuestionRows(JdbcClient database) {
        return new QuestionRows(database);
    }

    @Bean
    QuestionTrail crmQuestionTrail(AuditTrail audit, QuestionRows rows) {
        return new QuestionTrail(audit, rows);
    }

    @Bean
    AnswerLoop crmAnswerLoop(
            Access access,
            Commitments commitments,
            FollowUps followUps,
            Undertakings undertakings,
            WorkingDays workingDays,
            QuestionRows rows,
            AnswerAddresses addresses,
            Outbox outbox,
            @Qualifier("crmClock") Clock clock) {
        return new AnswerLoop(
                access, commitments, followUps, undertakings, workingDays, rows, addresses, outbox, clock);
    }

    @Bean
    AnswerAddresses crmAnswerAddresses(JdbcClient database, Outbox outbox) {
        return new AnswerAddresses(database, outbox);
    }

    @Bean
    AnswerMails crmAnswerMails(
            QuestionRepository questions,
            QuestionRows rows,
            QuestionTrail trail,
            AnswerLoop loop,
            AnswerAddresses addresses,
            JdbcClient database,
            @Qualifier("crmClock") Clock clock) {
        return new AnswerMails(questions, rows, trail, loop, addresses, database, clock);
    }

    @Bean
    QuestionSearch crmQuestionSearch(Access access, QuestionReader reader, @Qualifier("crmClock") Clock clock) {
        return new QuestionSearch(access, reader, clock);
    }

    @Bean
    QuestionTimeline crmQuestionTimeline(JdbcClient database) {
        return new QuestionTimeline(database);
    }

    @Bean
    QuestionService crmQuestions(
            Access access,
            QuestionRepository questions,
            QuestionReader reader,
            QuestionRows rows,
            QuestionTrail trail,
            AnswerLoop loop,
            JdbcClient database,
            Contacts contacts,
            Lines lines,
            Colleagues colleagues,
            AuditTrail audit,
            ApplicationEventPublisher events,
            @Qualifier("crmClock") Clock clock) {
        return new QuestionService(
                access,
                questions,
                reader,
                rows,
                trail,
                loop,
                new AskerFinder(database, contacts),
                lines,
                colleagues,
                audit,
                events,
                clock);
    }

    @Bean
    QuestionSights crmQuestionSights(Access access, QuestionReader reader) {
        return new QuestionSights(access, reader);
    }

    @Bean
    FollowingQuestions crmFollowingQuestions(QuestionRepository questions, QuestionRows rows, QuestionTrail trail) {
        return new FollowingQuestions(questions, rows, trail);
    }
}
