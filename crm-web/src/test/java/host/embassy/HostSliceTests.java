package host.embassy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** The host's own slices are as thin as without us, and need nothing of ours. */
@WebMvcTest(controllers = HostController.class, properties = "spring.config.name=host")
class HostSliceTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ApplicationContext slice;

    @Test
    void aSliceOfTheHostHoldsTheHostAlone() throws Exception {
        mvc.perform(get("/public"))
                .andExpect(status().isOk())
                .andExpect(content().json("{\"mood\":\"GOOD_MOOD\"}"));
        mvc.perform(get("/")).andExpect(status().isUnauthorized());
        assertThat(Arrays.stream(slice.getBeanDefinitionNames())).noneMatch(name -> name.startsWith("crm"));
    }
}
