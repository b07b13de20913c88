package org.shanyraq.crm.contact.web;

import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

/** A slice of one feature's pages: they are there without the services, which are stood in for, and without a database. */
@WebMvcTest
@AutoConfigureMockMvc(addFilters = false)
@ContextConfiguration(classes = ContactSliceTests.Slice.class)
@MockitoBean(types = {Contacts.class, Mandates.class, Organisations.class, Posts.class, Segments.class, Access.class})
@ImportAutoConfiguration({SharedWebAutoConfiguration.class, ContactWebAutoConfiguration.class})
class ContactSliceTests {

    @Autowired
    private Access access;

    @Autowired
    private MockMvc mvc;

    @BeforeEach
    void nobody() {
        given(access.find()).willReturn(Optional.empty());
    }

    @Test
    void thePagesAreThereAndRefuseWhoIsNobody() throws Exception {
        mvc.perform(get("/crm/contacts")).andExpect(status().isForbidden());
        mvc.perform(get("/crm/api/v1/contacts")).andExpect(status().isForbidden());
        mvc.perform(get("/crm/nothing")).andExpect(status().isNotFound());
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    static class Slice {

        @Bean
        Clock crmClock() {
            return Clock.systemUTC();
        }
    }
}
