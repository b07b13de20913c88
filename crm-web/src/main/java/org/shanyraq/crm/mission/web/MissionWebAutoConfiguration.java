package org.shanyraq.crm.mission.web;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.UserLanguage;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages of one's own settings, and the officers that pickers offer. */
@AutoConfiguration(
        after = SharedWebAutoConfiguration.class,
        afterName = "org.shanyraq.crm.mission.internal.MissionAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class MissionWebAutoConfiguration {

    @Bean
    PreferenceController crmPreferenceController(Officers officers, UserLanguage language, Redirects redirects) {
        return new PreferenceController(officers, language, redirects);
    }

    @Bean
    OfficerController crmOfficerController(Colleagues colleagues, Access access) {
        return new OfficerController(new OfficerOptions(colleagues), access);
    }

    @Bean
    OfficerApiController crmOfficerApiController(Colleagues colleagues, Access access) {
        return new OfficerApiController(colleagues, access);
    }

    @Bean
    HistoryName crmInChargeHistoryName(Colleagues colleagues) {
        return new HistoryName("inCharge", null, new OfficerOptions(colleagues)::names);
    }
}
