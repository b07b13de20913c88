package org.shanyraq.crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;

@RequiresBrowser
class KeycloakSignInIntegrationTests {

    private static final String APPLICATION = "http://127.0.0.1:65002";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @ParameterizedTest
    @CsvSource({"en-GB, Sign in", "fr-BE, Connexion", "ru-RU, Вход", "kk-KZ, Кіру"})
    void keycloaksPageSpeaksTheLanguageOfItsReader(String language, String words) {
        try (BrowserContext browser = TestBrowser.open(360, 780, language)) {
            Page page = browser.newPage();
            page.navigate(signInPage());
            assertThat(page.content()).contains(words);
        }
    }

    @Test
    void aUserWhoSignsInIsSentBackWithACode() {
        try (BrowserContext browser = TestBrowser.open()) {
            Page page = browser.newPage();
            // Nothing listens there: the browser's own request is the answer.
            page.route(APPLICATION + "/**", route -> route.fulfill(new Route.FulfillOptions().setBody("back")));
            page.navigate(signInPage());
            page.locator("#username").fill("protocol");
            page.locator("#password").fill("protocol");
            page.locator("#kc-login").click();
            page.waitForURL(APPLICATION + "/**");
            assertThat(page.url())
                    .startsWith(APPLICATION + "/crm/login/oauth2/code/keycloak?")
                    .contains("code=")
                    .contains("state=s1");
        }
    }

    private static String signInPage() {
        KeycloakForTests.admin().allowApplication(APPLICATION);
        return KeycloakForTests.issuer()
                + "/protocol/openid-connect/auth?client_id=crm&scope=openid&response_type=code&state=s1&redirect_uri="
                + APPLICATION + "/crm/login/oauth2/code/keycloak&code_challenge_method=S256&code_challenge="
                + CHALLENGE;
    }
}
