package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.local.LocalPorts;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.shanyraq.crm.standalone.CrmApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Threat Z1: every route is called as every role and as nobody, and what happens is the committed table {@code routes.csv}. A route
 * that says no right fails; a new or changed one shows in the table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIntegrationTests {

    private static final String NOBODY = "anonymous";
    private static final String ID = "01920000-0000-7000-8000-000000000000";
    private static final Map<String, Role> USERS = users();

    private ConfigurableApplicationContext application;
    private String address;

    @BeforeAll
    void start() {
        int port = LocalPorts.free();
        address = "http://127.0.0.1:" + port;
        KeycloakForTests.admin().allowApplication(address);
        List<String> arguments =
                new ArrayList<>(LocalApplication.arguments(port, LocalPorts.free(), RunningCrm.parts("routes")));
        application = CrmApplication.application().run(arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void z1EveryRouteOpensToTheRolesThatHaveItsRightAndToNobodyElse() throws IOException {
        Map<String, @Nullable Right> routes = routes();
        Map<String, HttpBrowser> browsers = new LinkedHashMap<>();
        Map<String, String> csrf = new LinkedHashMap<>();
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String user : USERS.keySet()) {
            HttpBrowser browser = new HttpBrowser(address);
            browser.signIn(user);
            browsers.put(user, browser);
            csrf.put(user, browser.csrf("/crm/me"));
            tokens.put(user, KeycloakForTests.admin().accessToken(user));
        }
        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        table.add("method,path,right," + NOBODY + "," + String.join(",", USERS.keySet()));
        routes.forEach((route, right) -> {
            String method = route.split(" ")[0];
            String path = route.split(" ")[1];
            StringBuilder line = new StringBuilder(method + "," + path + "," + (right == null ? "public" : right));
            line.append(',').append(outcome(new HttpBrowser(address), method, path, "", ""));
            USERS.forEach((user, role) -> {
                String outcome = path.startsWith("/crm/api/")
                        ? outcome(new HttpBrowser(address), method, path, "", tokens.getOrDefault(user, ""))
                        : outcome(
                                browsers.getOrDefault(user, new HttpBrowser(address)),
                                method,
                                path,
                                csrf.getOrDefault(user, ""),
                                "");
                line.append(',').append(outcome);
                boolean may = right == null || role.rights().contains(right);
                if (!outcome.equals(may ? "open" : "denied")) {
                    wrong.add(route + " as " + user + ": " + outcome);
                }
            });
            table.add(line.toString());
        });
        Path now = Path.of("target", "routes.csv");
        Files.writeString(now, String.join("\n", table) + "\n");
        assertThat(wrong).isEmpty();
        assertThat(String.join("\n", table) + "\n")
                .as(
                        "the table of routes; when the change is meant, copy crm-web/target/routes.csv over src/test/resources/routes.csv")
                .isEqualTo(new ClassPathResource("routes.csv").getContentAsString(StandardCharsets.UTF_8));
    }

    /** Method and path of every handler of ours, with its right; null for a public one. */
    private Map<String, @Nullable Right> routes() {
        Map<String, @Nullable Right> routes = new TreeMap<>();
        TreeSet<String> undeclared = new TreeSet<>();
        Map<RequestMappingInfo, HandlerMethod> handlers = application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
        handlers.forEach((mapping, handler) -> {
            if (!handler.getBeanType().getName().startsWith("org.shanyraq.crm.")) {
                return;
            }
            Requires needed = AnnotationUtils.findAnnotation(handler.getMethod(), Requires.class);
            boolean open = AnnotationUtils.findAnnotation(handler.getMethod(), PublicRoute.class) != null;
            for (String path : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                    if (needed == null && !open) {
                        undeclared.add(method + " " + path);
                    }
                    routes.put(method + " " + path, needed == null ? null : needed.value());
                }
            }
        });
        assertThat(undeclared)
                .as("routes that do not say which right they need")
                .isEmpty();
        return routes;
    }

    private static String outcome(HttpBrowser browser, String method, String pattern, String csrf, String token) {
        String path = pattern.replaceAll("\\{[^:}]+:([a-z-]+)[^}]*}", "$1").replaceAll("\\{[^}]+}", ID);
        List<String> headers = new ArrayList<>(List.of("Accept", "*/*"));
        if (!csrf.isEmpty()) {
            headers.addAll(List.of("X-CSRF-TOKEN", csrf));
        }
        if (!token.isEmpty()) {
            headers.addAll(List.of("Authorization", "Bearer " + token));
        }
        var answer = browser.call(method, path, headers.toArray(String[]::new));
        int status = answer.statusCode();
        assertThat(status).as("%s %s: %s", method, path, answer.body()).isLessThan(500);
        if (status == 401 || (status == 302 && HttpBrowser.location(answer).contains("/oauth2/authorization/"))) {
            return "sign-in";
        }
        if (status == 403) {
            return answer.body().contains("too long") ? "sign-in" : "denied";
        }
        return "open";
    }

    private static Map<String, Role> users() {
        Map<String, Role> users = new LinkedHashMap<>();
        users.put("viewer", Role.VIEWER);
        users.put("diplomat", Role.DIPLOMAT);
        users.put("protocol", Role.PROTOCOL);
        users.put("manager", Role.MANAGER);
        users.put("privacy", Role.PRIVACY_OFFICER);
        users.put("admin", Role.ADMINISTRATOR);
        users.put("hq", Role.HEADQUARTERS);
        return users;
    }
}
