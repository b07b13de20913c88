package org.shanyraq.crm.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * From where a visitor comes, which is what guessing is counted by (threat P3), asked of the server with the settings of the application: behind
 * a proxy that is named what it says is believed, and of everybody else nothing is.
 */
class VisitorsBehindProxiesTests {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    static class Echo {

        @Bean
        ServletRegistrationBean<HttpServlet> echo() {
            return new ServletRegistrationBean<>(
                    new HttpServlet() {
                        @Override
                        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            response.getWriter().print(request.getRemoteAddr() + " " + request.getServerName());
                        }
                    },
                    "/*");
        }
    }

    /** What the server takes for the address of whoever asks, and for its own name. */
    private static String asked(List<String> settings, String... headers) throws Exception {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--spring.config.location=classpath:crm/standalone/application.yaml");
        arguments.add("--spring.main.banner-mode=off");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=0");
        try (var application = (ServletWebServerApplicationContext)
                new SpringApplication(Echo.class).run(arguments.toArray(String[]::new))) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                    + Objects.requireNonNull(application.getWebServer()).getPort() + "/"));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static final String[] FORWARDED = {
        "X-Forwarded-For", "198.51.100.7", "X-Forwarded-Host", "evil.example", "X-Forwarded-Port", "444"
    };

    @Test
    void withoutAProxyNoHeaderIsBelieved() throws Exception {
        assertThat(asked(List.of(), FORWARDED)).isEqualTo("127.0.0.1 127.0.0.1");
    }

    @Test
    void theProxyThatIsNamedTellsWhoAsksAndNotWhoWeAre() throws Exception {
        List<String> behind = List.of(
                "--server.forward-headers-strategy=native", "--server.tomcat.remoteip.internal-proxies=127.0.0.1/32");
        assertThat(asked(behind, FORWARDED)).isEqualTo("198.51.100.7 127.0.0.1");
        // Whoever adds a header of their own before the proxy adds the address that it saw.
        assertThat(asked(behind, "X-Forwarded-For", "10.1.1.1, 203.0.113.9")).startsWith("203.0.113.9 ");
        assertThat(asked(behind)).startsWith("127.0.0.1 ");
    }

    @Test
    void whoeverIsNotTheProxyThatIsNamedIsNotBelieved() throws Exception {
        assertThat(asked(
                        List.of(
                                "--server.forward-headers-strategy=native",
                                "--server.tomcat.remoteip.internal-proxies=192.0.2.1/32"),
                        FORWARDED))
                .isEqualTo("127.0.0.1 127.0.0.1");
    }
}
