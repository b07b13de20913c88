package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.Visits;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.interaction.InteractionFiles;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.invitation.CalendarAnswers;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.mail.Mails;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.proof.AuditChecks;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.WebProperties;
import org.shanyraq.crm.timeline.Timelines;
import org.shanyraq.crm.topic.Topics;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.JavadocProvider;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The document that clients build on is the one that the code means: a change of the API shows in a review. */
@SpringBootTest(
        classes = ApiDocumentTests.Application.class,
        properties = {
            "springdoc.api-docs.version=openapi_3_1",
            "springdoc.writer-with-order-by-keys=true",
            "springdoc.override-with-generic-response=false",
            "springdoc.default-produces-media-type=application/json"
        })
@AutoConfigureMockMvc(addFilters = false)
class ApiDocumentTests {

    private static final Path COMMITTED = Path.of("src/main/resources/crm/openapi/crm-v1.json");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private HouseTypes types;

    @Autowired
    private JavadocProvider javadoc;

    @Test
    void theCommittedDocumentSaysWhatTheCodeDoes() throws Exception {
        String generated =
                mvc.perform(get("/v3/api-docs")).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        JsonNode document = ApiDocument.finished(json.readTree(generated), types.records(), javadoc);
        String text = json.writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("crm.openapi.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, text);
        }
        assertThat(COMMITTED).exists();
        assertThat(json.readTree(Files.readString(COMMITTED)))
                .as(
                        "the API changed: look whether clients can live with it, then write %s anew by\n"
                                + "./mvnw -pl crm-web -am -Dcrm.openapi.update=true -Dtest=ApiDocumentTests "
                                + "-Dsurefire.failIfNoSpecifiedTests=false test",
                        COMMITTED)
                .isEqualTo(document);
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        WebMvcAutoConfiguration.class,
        SpringDocConfiguration.class,
        SpringDocConfigProperties.class,
        SpringDocWebMvcConfiguration.class
    })
    @ComponentScan(
            basePackages = "org.shanyraq.crm",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Api(Document)?Controller|BodyMapper)"))
    static class Application {

        @Bean
        JavadocProvider javadoc() {
            return new SourceJavadoc(Path.of("src/main/java"), Path.of("../crm-api/src/main/java"));
        }

        @Bean
        HouseTypes houseTypes() {
            return new HouseTypes();
        }

        @Bean
        Access access() {
            return Mockito.mock();
        }

        @Bean
        Colleagues colleagues() {
            return Mockito.mock();
        }

        @Bean
        Captures captures() {
            return Mockito.mock();
        }

        @Bean
        FollowUps followUps() {
            return Mockito.mock();
        }

        @Bean
        Commitments commitments() {
            return Mockito.mock();
        }

        @Bean
        Contacts contacts() {
            return Mockito.mock();
        }

        @Bean
        Mandates mandates() {
            return Mockito.mock();
        }

        @Bean
        Segments segments() {
            return Mockito.mock();
        }

        @Bean
        Invitations invitations() {
            return Mockito.mock();
        }

        @Bean
        Attendances attendances() {
            return Mockito.mock();
        }

        @Bean
        Questions questions() {
            return Mockito.mock();
        }

        @Bean
        Lines lines() {
            return Mockito.mock();
        }

        @Bean
        Timelines timelines() {
            return Mockito.mock();
        }

        @Bean
        Visits visits() {
            return Mockito.mock();
        }

        @Bean
        CalendarAnswers calendarAnswers() {
            return Mockito.mock();
        }

        @Bean
        Templates templates() {
            return Mockito.mock();
        }

        @Bean
        Sendings sendings() {
            return Mockito.mock();
        }

        @Bean
        Mails mails() {
            return Mockito.mock();
        }

        @Bean
        Suppressions suppressions() {
            return Mockito.mock();
        }

        @Bean
        Organisations organisations() {
            return Mockito.mock();
        }

        @Bean
        Posts posts() {
            return Mockito.mock();
        }

        @Bean
        Dialogues dialogues() {
            return Mockito.mock();
        }

        @Bean
        Topics topics() {
            return Mockito.mock();
        }

        @Bean
        InteractionFiles interactionFiles() {
            return Mockito.mock();
        }

        @Bean
        Interactions interactions() {
            return Mockito.mock();
        }

        @Bean
        Attachments attachments() {
            return Mockito.mock();
        }

        @Bean
        DialogueSeriesCatalogue dialogueSeries() {
            return Mockito.mock();
        }

        @Bean
        Search search() {
            return Mockito.mock();
        }

        @Bean
        Jobs jobs() {
            return Mockito.mock();
        }

        @Bean
        AuditLog auditLog() {
            return Mockito.mock();
        }

        @Bean
        AuditChecks auditChecks() {
            return Mockito.mock();
        }

        @Bean
        Imports imports() {
            return Mockito.mock();
        }

        @Bean
        ApiSupport api() {
            return Mockito.mock();
        }

        @Bean
        WebProperties web() {
            return new WebProperties("/crm", null);
        }

        @Bean
        Clock crmClock() {
            return Clock.systemUTC();
        }
    }
}
