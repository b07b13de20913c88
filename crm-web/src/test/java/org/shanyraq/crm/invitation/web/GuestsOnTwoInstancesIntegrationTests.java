package org.shanyraq.crm.invitation.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.running.UserToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two instances on one database, and two hundred guests invited by real mail: what a scanner does, who answers twice or guesses, and who gets the
 * last seats is the same whichever instance is asked. Threats P1 to P4, P6, C1 to C3; row E7. The tests go on from each other, as the guests do.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuestsOnTwoInstancesIntegrationTests {

    private static final int GUESTS = 200;
    private static final int SEATS = 10;
    private static final int AT_ONCE = 200;
    private static final String DOMAIN = "two-instances.example.org";
    private static final String SCANNER = "Mozilla/5.0 (compatible; LinkScanner/1.0)";
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private static List<CrmServer> instances = List.of();
    private static JdbcClient database;
    /** Path of each guest's page, by the address that it was sent to. */
    private static List<String> pages = List.of();

    private static ExecutorService people;

    @BeforeAll
    static void inviteByMail() throws Exception {
        LocalApplication.Parts parts = RunningCrm.parts("two_instances");
        CrmServer one = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA);
        CrmServer two = RunningCrm.launch(parts, RunningCrm.WITHOUT_DEMO_DATA);
        instances = List.of(one, two);
        two.awaitReady();
        database = JdbcClient.create(
                new DriverManagerDataSource(parts.databaseUrl(), parts.databaseUsername(), parts.databasePassword()));
        people = Executors.newFixedThreadPool(AT_ONCE);

        var guests = new InvitedGuests(
                user -> new ApiCalls(one.address(), UserToken.of(user)), "Seats of two instances", SEATS);
        List<String> contacts = allAtOnce(GUESTS, 4, i -> guests.contact("guest" + i, "Numberova", "en", DOMAIN));
        for (int i = 0; i < GUESTS; i += 100) {
            guests.propose(contacts.subList(i, i + 100));
        }
        guests.approveAll();
        guests.invite();
        Map<String, MimeMessage> mails = RunningCrm.firstMailsTo(DOMAIN, GUESTS);
        pages = new ArrayList<>();
        for (int i = 0; i < GUESTS; i++) {
            MimeMessage mail = Objects.requireNonNull(mails.get("guest" + i + "@" + DOMAIN));
            pages.add(URI.create(InvitedGuests.link(mail)).getPath());
        }
    }

    @AfterAll
    static void stop() {
        instances.forEach(CrmServer::close);
        people.shutdownNow();
    }

    @Test
    @Order(1)
    void p1ScannersThatOpenEachLinkTwiceOnEachInstanceChangeNothing() throws Exception {
        List<Map<String, Object>> before = invitations();
        long entries = entries();
        List<HttpResponse<String>> answers = allAtOnce(GUESTS * 2, AT_ONCE, i -> {
            String address = instance(i).address() + pages.get(i / 2);
            get(address + "/../" + last(pages.get(i / 2)) + ".ics");
            HttpResponse<String> head = send(
                    HttpRequest.newBuilder(URI.create(address)).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            return get(address);
        });
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        });
        assertThat(invitations()).isEqualTo(before);
        assertThat(entries()).isEqualTo(entries);
    }

    @Test
    @Order(2)
    void c1TwoHundredAcceptAtOnceOnBothAndTheSeatsAreGivenOnce() throws Exception {
        List<String> forms = allAtOnce(GUESTS, AT_ONCE, i -> form(i, i));
        List<HttpResponse<String>> answers = allAtOnce(GUESTS, AT_ONCE, i -> answer(i, i, forms.get(i), "ACCEPT"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(number("select count(*) from crm_invitation where state = 'ACCEPTED'"))
                .isEqualTo(SEATS);
        assertThat(number("select count(*) from crm_invitation where state = 'WAITING'"))
                .isEqualTo(GUESTS - SEATS);
        assertThat(number("select taken from crm_invitation_seats where circle = ''"))
                .isEqualTo(SEATS);
    }

    @Test
    @Order(3)
    void e7SeatsThatAreGivenBackOnBothAtOnceGoToThoseWhoWaitedLongestAndToNobodyTwice() throws Exception {
        List<Integer> seated = inState("ACCEPTED");
        List<Integer> next = inState("WAITING").subList(0, seated.size());
        List<HttpResponse<String>> answers =
                allAtOnce(seated.size(), AT_ONCE, i -> answer(seated.get(i), i, form(seated.get(i), i + 1), "DECLINE"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(inState("OFFERED")).containsExactlyInAnyOrderElementsOf(next);
        assertThat(number("select taken from crm_invitation_seats where circle = ''"))
                .isEqualTo(SEATS);
        for (int guest : next) {
            assertThat(RunningCrm.mailsTo("guest" + guest + "@" + DOMAIN, 2)).hasSize(2);
        }
    }

    @Test
    @Order(4)
    void c2TheSameAnswerFiftyTimesOnBothIsOneAnswer() throws Exception {
        int guest = inState("WAITING").get(0);
        long entries = entries();
        int version = version(guest);
        String form = form(guest, 0);
        List<HttpResponse<String>> answers = allAtOnce(50, AT_ONCE, i -> answer(guest, i, form, "HESITATE"));
        // Who clicks so often is asked to wait, in the end; nobody is told of an error.
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .isSubsetOf(200, 429)
                .contains(200);
        assertThat(inState("TENTATIVE")).containsExactly(guest);
        assertThat(version(guest)).isEqualTo(version + 1);
        assertThat(entries()).isEqualTo(entries + 1);
        // And one mail is to tell it.
        assertThat(number(
                        "select count(*) from crm_invitation_confirmation f join crm_invitation i on i.id = f.invitation_id"
                                + " where i.state = 'TENTATIVE' and f.state = 'TENTATIVE'"))
                .isEqualTo(1);
    }

    @Test
    @Order(5)
    void p2AnAnswerWithTheFormOfAnEarlierPageIsRefusedOnTheOtherInstanceToo() throws Exception {
        int guest = inState("WAITING").get(1);
        String first = form(guest, 0);
        assertThat(answer(guest, 0, first, "DECLINE").statusCode()).isEqualTo(200);
        assertThat(answer(guest, 1, first, "ACCEPT").statusCode()).isEqualTo(409);
        assertThat(answer(guest, 1, "", "ACCEPT").statusCode()).isEqualTo(409);
        assertThat(inState("DECLINED")).contains(guest);
    }

    @Test
    @Order(6)
    void p3AndP4WhoGuessesIsSentAwayByBothAndWhoHasALinkIsNot() throws Exception {
        String unsubscribing =
                token(RunningCrm.mailsTo("guest0@" + DOMAIN, 1).get(0).getHeader("List-Unsubscribe", null));
        String known = HTTP.send(
                        HttpRequest.newBuilder(URI.create(instance(0).address() + "/crm/r/" + unsubscribing))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Set<String> bodies = new HashSet<>();
        int sentAway = 0;
        for (int i = 0; i < 60; i++) {
            HttpResponse<String> answer = get(instance(i).address() + "/crm/r/" + random());
            if (answer.statusCode() == 429) {
                sentAway++;
            } else {
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(sentAway).as("sent away, and then not").isZero();
                bodies.add(answer.body());
            }
        }
        assertThat(bodies)
                .as("what is no token reads as the token of another purpose does")
                .containsExactly(known);
        assertThat(sentAway).as("the failures on both count together").isGreaterThanOrEqualTo(30);
        assertThat(get(instance(0).address() + pages.get(0)).statusCode()).isEqualTo(200);
        assertThat(get(instance(1).address() + pages.get(1)).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void p6ALinkIsInNoLogAndThePageFetchesNothingFromElsewhere() throws Exception {
        for (CrmServer instance : instances) {
            String log = instance.log();
            assertThat(log).isNotBlank();
            assertThat(pages).noneMatch(page -> log.contains(last(page)));
        }
        HttpResponse<String> page = get(instance(0).address() + pages.get(0));
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        Matcher assets =
                Pattern.compile("(?:src|href|action)=\"([^#\"][^\"]*)\"").matcher(page.body());
        int fetched = 0;
        while (assets.find()) {
            assertThat(assets.group(1)).matches("/crm(/.*)?");
            fetched++;
        }
        assertThat(fetched).isPositive();
    }

    @Test
    @Order(8)
    void c3OfTwoOfficersWhoSendInTheSameSecondOnBothOneDoesAndEachGuestGetsOneMail() throws Exception {
        String domain = "sent-once.example.org";
        var late = new InvitedGuests(
                user -> new ApiCalls(instance(0).address(), UserToken.of(user)), "Sent at once on both", 30);
        late.propose(allAtOnce(20, 4, i -> late.contact("sent" + i, "Onceova", "en", domain)));
        late.approveAll();
        String mark = late.mark("invitation");
        List<ApiCalls.Answer> answers = allAtOnce(
                6, AT_ONCE, i -> new ApiCalls(instance(i).address(), UserToken.of(i % 3 == 0 ? "protocol" : "manager"))
                        .post(late.dialogue() + "/guests/sendings", Map.of("kind", "invitation", "mark", mark)));
        assertThat(answers)
                .extracting(ApiCalls.Answer::status)
                .containsOnlyOnce(200)
                .containsOnly(200, 409);
        assertThat(number("select count(*) from crm_mail where address like 'sent%@" + domain + "'"))
                .isEqualTo(20);
        assertThat(RunningCrm.firstMailsTo(domain, 20)).hasSize(20);
        assertThat(number("select count(*) from crm_mail where address like 'sent%@" + domain + "'"))
                .isEqualTo(20);
    }

    private static CrmServer instance(int i) {
        return instances.get(i % instances.size());
    }

    private static String form(int guest, int instance) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(
                get(instance(instance).address() + pages.get(guest)).body());
        assertThat(form.find()).isTrue();
        return form.group(1);
    }

    private static HttpResponse<String> answer(int guest, int instance, String form, String reply)
            throws IOException, InterruptedException {
        String fields = Map.of("reply", reply, "form", form).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(instance(instance).address() + pages.get(guest)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address).normalize()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(
                request.header("User-Agent", SCANNER)
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String token(String header) {
        Matcher link = Pattern.compile("/crm/u/([\\w-]+)").matcher(header);
        assertThat(link.find()).as(header).isTrue();
        return link.group(1);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The guests in a state, who waited longest first. */
    private static List<Integer> inState(String state) {
        return database
                .sql("select c.value from crm_invitation i join crm_contact_channel c on c.contact_id = i.contact_id"
                        + " where i.state = ? order by i.seat_since, i.id")
                .param(state)
                .query(String.class)
                .list()
                .stream()
                .map(address -> Integer.valueOf(address.substring("guest".length(), address.indexOf('@'))))
                .toList();
    }

    private static int version(int guest) {
        return database.sql(
                        "select i.version from crm_invitation i join crm_contact_channel c on c.contact_id = i.contact_id"
                                + " where c.value = ?")
                .param("guest" + guest + "@" + DOMAIN)
                .query(Integer.class)
                .single();
    }

    private static List<Map<String, Object>> invitations() {
        return database.sql("select hex(id) as id, version, state, changed_at from crm_invitation order by id")
                .query()
                .listOfRows();
    }

    private static long entries() {
        return number("select count(*) from crm_audit_entry");
    }

    private static long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private interface Work<T> {
        T of(int i) throws Exception;
    }

    /** Does it for each number, so many at a time, in no order. */
    private static <T> List<T> allAtOnce(int times, int atOnce, Work<T> work) throws Exception {
        List<Callable<T>> calls = new ArrayList<>();
        IntStream.range(0, times).forEach(i -> calls.add(() -> work.of(i)));
        if (atOnce == AT_ONCE) {
            return results(people.invokeAll(calls));
        }
        ExecutorService few = Executors.newFixedThreadPool(atOnce);
        try {
            return results(few.invokeAll(calls));
        } finally {
            few.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> all) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> one : all) {
            results.add(one.get());
        }
        return Collections.unmodifiableList(results);
    }
}
