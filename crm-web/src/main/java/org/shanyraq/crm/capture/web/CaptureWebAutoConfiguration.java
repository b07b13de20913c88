package org.shanyraq.crm.capture.web;

import java.util.List;
import java.util.stream.IntStream;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.HelpTable;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.QuickEntry;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartPanel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The quick line; {@code crm.capture.enabled=false} takes it away together with the feature, and so does switching off what it writes to. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {
            "crm.capture.enabled",
            "crm.interaction.enabled",
            "crm.followup.enabled",
            "crm.topic.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
public final class CaptureWebAutoConfiguration {

    @Bean
    CaptureController crmCaptureController(Captures captures, Redirects redirects, PageSupport page) {
        return new CaptureController(captures, redirects, page);
    }

    @Bean
    CaptureApiController crmCaptureApiController(Captures captures, Interactions interactions, ApiSupport api) {
        return new CaptureApiController(captures, interactions, api);
    }

    @Bean
    CapturedBeginning crmCapturedBeginning(Captures captures) {
        return new CapturedBeginning(captures);
    }

    @Bean
    QuickEntry crmCaptureQuickEntry() {
        return new QuickEntry("crm.capture.title", "/capture", Right.LOG_INTERACTIONS);
    }

    @Bean
    StartPanel crmCaptureStartPanel(Captures captures) {
        return new StartPanel(
                StartPanel.Place.TOP,
                "crm/capture/box",
                "start",
                Right.LOG_INTERACTIONS,
                0,
                () -> CaptureController.start(captures));
    }

    /** The grammar of the line, told once. */
    @Bean
    HelpTable crmCaptureGrammarTable() {
        return new HelpTable(
                "capture",
                List.of("crm.capture.help.sign", "crm.capture.help.means"),
                IntStream.rangeClosed(1, 9)
                        .mapToObj(row ->
                                List.of("crm.capture.help." + row + ".sign", "crm.capture.help." + row + ".means"))
                        .toList());
    }
}
