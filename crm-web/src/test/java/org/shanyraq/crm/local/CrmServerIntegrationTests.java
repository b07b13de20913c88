package org.shanyraq.crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.testing.TestDatabase;

class CrmServerIntegrationTests {

    @Test
    void theApplicationIsThereAgainAfterItWasKilledAndEndsInOrder() throws Exception {
        var schema = TestDatabase.freshSchema("server");
        var parts = new LocalApplication.Parts(
                schema.url(), schema.username(), schema.password(), LocalPorts.free(), KeycloakForTests.issuer());
        int port = LocalPorts.free();
        try (CrmServer server = CrmServer.start(port, parts, RunningCrm.WITHOUT_DEMO_DATA)) {
            server.kill();
        }
        try (CrmServer server = CrmServer.start(port, parts, RunningCrm.WITHOUT_DEMO_DATA)) {
            assertThat(status(server.address() + "/crm")).isEqualTo(302);
            assertThat(status(server.managementAddress() + "/actuator/prometheus"))
                    .isEqualTo(200);
            assertThat(status(server.managementAddress() + "/actuator/env")).isEqualTo(404);
            assertThat(status(server.address() + "/actuator/health")).isEqualTo(404);
            assertThat(status(server.address() + "/actuator/prometheus")).isEqualTo(404);
            assertThat(server.stop()).isEqualTo(143);
        }
    }

    private static int status(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
