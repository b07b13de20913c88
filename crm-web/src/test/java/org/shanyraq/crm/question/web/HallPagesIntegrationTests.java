package org.shanyraq.crm.question.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/**
 * Rows G2 to G4 of the features, P1, P3, P4, P6, P10 and C2 of the threats: the addresses of a hall, what guests do by them, and who keeps it, over HTTP and
 * without script.
 */
class HallPagesIntegrationTests {

    @Test
    void p1LookingAtTheAddressesChangesNothingAndTellsNothingOfOthers() {
        OpenHall hall = new OpenHall("Looking at halls");
        String before = rows();
        HttpBrowser scanner = new HttpBrowser(RunningCrm.address());
        for (String path : List.of(hall.guests(), hall.guests() + ".own", hall.wall(), hall.wall() + ".svg")) {
            for (String method : List.of("GET", "HEAD")) {
                HttpResponse<String> looked = scanner.call(method, path);
                assertThat(looked.statusCode()).as(path).isEqualTo(200);
                assertThat(looked.headers().firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(looked.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
                assertThat(looked.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("SESSION"));
            }
        }
        assertThat(rows()).isEqualTo(before);
        String cookie = new HttpBrowser(RunningCrm.address())
                .get(hall.guests())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie)
                .startsWith(GuestQuestionController.COOKIE + "=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/crm/q");

        // P3, P4: what is no secret, one of the other page, and one that was good are not told apart.
        String old = hall.guests();
        assertThat(hall.post("/renew", Map.of("address", "GUESTS")).statusCode())
                .isEqualTo(303);
        assertThat(hall.guests()).isNotEqualTo(old);
        HttpResponse<String> renewed = scanner.get(old);
        assertThat(renewed.statusCode()).isEqualTo(404);
        assertThat(scanner.get("/crm/q/sample").body()).isEqualTo(renewed.body());
        assertThat(scanner.get(hall.wall().replace("/wall/", "/q/")).body()).isEqualTo(renewed.body());
        assertThat(scanner.get(hall.guests().replace("/q/", "/wall/")).statusCode())
                .isEqualTo(404);
        assertThat(scanner.get(old + ".live").statusCode()).isEqualTo(404);
        assertThat(scanner.get(hall.guests()).statusCode()).isEqualTo(200);
    }

    private static String rows() {
        return RunningCrm.database()
                .sql(
                        "select concat_ws(' ', (select count(*) from crm_audit_entry), (select count(*) from crm_question),"
                                + " (select count(*) from crm_question_vote), (select sum(revision) from crm_question_hall))")
                .query(String.class)
                .single();
    }

    @Test
    void nobodySeesAQuestionBeforeItIsApprovedAndTheGuestSeesHowFarItIs() {
        OpenHall hall = new OpenHall("Approving");
        HttpBrowser guest = hall.phone();
        HttpBrowser other = hall.phone();
        HttpResponse<String> asked = hall.ask(guest, "Who pays for the corridor?");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(guest.follow(asked).body())
                .contains("Your question is with the moderator")
                .contains("Who pays for the corridor?")
                .contains("is being looked at");
        assertThat(other.get(hall.guests()).body()).doesNotContain("corridor?");
        assertThat(other.get(hall.wall()).body()).doesNotContain("corridor?");
        assertThat(hall.officer().get(hall.page()).body()).contains("Who pays for the corridor?");

        hall.act("Who pays for the corridor?", "approve", Map.of());
        assertThat(other.get(hall.guests()).body()).contains("Who pays for the corridor?");
        assertThat(other.get(hall.wall()).body()).contains("Who pays for the corridor?");
        assertThat(guest.get(hall.guests() + ".own").body()).contains("is shown");

        hall.act("Who pays for the corridor?", "hide", Map.of());
        assertThat(other.get(hall.guests()).body()).doesNotContain("corridor?");
        hall.act("Who pays for the corridor?", "show", Map.of());
        hall.act("Who pays for the corridor?", "ask", Map.of());
        assertThat(hall.state("Who pays for the corridor?")).isEqualTo("ASKED");
        assertThat(other.get(hall.wall()).body()).contains("id=\"wall-text\"").contains("Who pays for the corridor?");

        assertThat(hall.ask(guest, "An offence").statusCode()).isEqualTo(303);
        hall.act("An offence", "decline", Map.of("reason", "OFFENSIVE"));
        assertThat(guest.get(hall.guests()).body()).contains("is not put today");
        assertThat(other.get(hall.guests()).body()).doesNotContain("An offence");
        assertThat(hall.state("An offence")).isEqualTo("DECLINED");
        hall.act("An offence", "back", Map.of());
        assertThat(hall.state("An offence")).isEqualTo("RECEIVED");
    }

    @Test
    void p10WhatIsSentIsBoundedAndAClosedHallSaysSo() {
        OpenHall hall = new OpenHall("Bounds");
        HttpBrowser guest = hall.phone();
        assertThat(hall.ask(guest, "  ").body()).contains("Please write your question");
        HttpResponse<String> wrong = hall.ask(guest, "x".repeat(501));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("At most 500 characters").contains("x".repeat(501));
        // The same form twice is one question.
        String entry = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(guest.post(hall.guests(), Map.of("text", "Once", "entry", entry))
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(hall.state("Once")).isEqualTo("RECEIVED");
        assertThat(hall.ask(guest, "Twice").statusCode()).isEqualTo(303);
        assertThat(hall.ask(guest, "Thrice").statusCode()).isEqualTo(303);
        HttpResponse<String> many = hall.ask(guest, "Once more");
        assertThat(many.statusCode()).isEqualTo(409);
        assertThat(many.body()).contains("still being looked at").contains("Once more");

        // Whoever sends nothing back is no device.
        assertThat(new HttpBrowser(RunningCrm.address())
                        .post(hall.guests(), Map.of("text", "From nowhere"))
                        .statusCode())
                .isEqualTo(409);
        // And what another site has a browser send is refused before anything else.
        assertThat(hall.phone()
                        .post(hall.guests(), Map.of("text", "From afar"), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);

        hall.setTerms("asking", "voting");
        HttpResponse<String> unnamed = hall.ask(hall.phone(), "Who am I?");
        assertThat(unnamed.statusCode()).isEqualTo(422);
        assertThat(unnamed.body()).contains("questions without one are not taken here");
        hall.setTerms("anonymous");
        assertThat(hall.phone().get(hall.guests()).body()).contains("Questions are not taken at the moment");
        HttpResponse<String> closed = hall.ask(hall.phone(), "Too late");
        assertThat(closed.statusCode()).isEqualTo(409);
        assertThat(closed.body()).contains("Questions are not taken at the moment");
    }

    @Test
    void c2ADeviceVotesOnceHoweverOftenItClicksAndTakesItBack() throws Exception {
        OpenHall hall = new OpenHall("Voting");
        String id = hall.shown("Which rail?");
        String version = hall.version("Which rail?");
        HttpBrowser guest = hall.phone();
        String cookie = GuestQuestionController.COOKIE + "=" + guest.cookie(GuestQuestionController.COOKIE);
        List<HttpResponse<String>> clicks = allAtOnce(40, i -> {
            HttpBrowser same = new HttpBrowser(RunningCrm.address());
            same.setCookie(GuestQuestionController.COOKIE, cookie.substring(cookie.indexOf('=') + 1));
            return same.post(hall.guests() + ".vote", Map.of("question", id, "wanted", "true"));
        });
        assertThat(clicks).extracting(HttpResponse::statusCode).containsOnly(303);
        assertThat(hall.votes("Which rail?")).isEqualTo(1);
        allAtOnce(20, i -> hall.phone().post(hall.guests() + ".vote", Map.of("question", id, "wanted", "true")));
        assertThat(hall.votes("Which rail?")).isEqualTo(21);
        assertThat(guest.get(hall.guests()).body()).contains("aria-pressed=\"true\"");
        for (int i = 0; i < 2; i++) {
            guest.post(hall.guests() + ".vote", Map.of("question", id, "wanted", "false"));
        }
        assertThat(hall.votes("Which rail?")).isEqualTo(20);
        // Nobody who edits the question is in the way of those who vote.
        assertThat(hall.version("Which rail?")).isEqualTo(version);

        // What is not shown gets no votes, and nor does anything where guests do not vote.
        hall.act("Which rail?", "hide", Map.of());
        hall.phone().post(hall.guests() + ".vote", Map.of("question", id, "wanted", "true"));
        assertThat(hall.votes("Which rail?")).isEqualTo(20);
        hall.setTerms("asking", "anonymous");
        assertThat(hall.phone()
                        .post(hall.guests() + ".vote", Map.of("question", id, "wanted", "true"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aReportStandsFirstUntilSomebodyLooksIntoItAndTheSameDeviceReportsOnce() {
        OpenHall hall = new OpenHall("Reports");
        String id = hall.shown("What about my neighbour?");
        HttpBrowser guest = hall.phone();
        for (int i = 0; i < 2; i++) {
            assertThat(guest.post(hall.guests() + ".flag", Map.of("question", id))
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(hall.officer().get(hall.page()).body())
                .contains("Reported by guests (1)")
                .contains("1 report<");
        assertThat(guest.get(hall.guests()).body()).contains("Reported");
        hall.act("What about my neighbour?", "keep", Map.of());
        assertThat(hall.officer().get(hall.page()).body()).doesNotContain("Reported by guests");
        guest.post(hall.guests() + ".flag", Map.of("question", id));
        assertThat(hall.officer().get(hall.page()).body()).doesNotContain("Reported by guests");
        hall.phone().post(hall.guests() + ".flag", Map.of("question", id));
        assertThat(hall.officer().get(hall.page()).body()).contains("Reported by guests (1)");
    }

    @Test
    void theModeratorOrdersMergesAndMendsAndIsRefusedWhatIsStale() {
        OpenHall hall = new OpenHall("Moderating");
        hall.shown("Frist question");
        hall.shown("Second question");
        hall.shown("Third question");
        hall.act("Frist question", "text", Map.of("text", "First question"));
        assertThat(hall.state("First question")).isEqualTo("APPROVED");
        hall.setTerms("asking", "anonymous", "voting");
        hall.act("Third question", "move", Map.of("way", "first"));
        assertThat(onWall(hall)).containsSubsequence("Third question", "First question", "Second question");
        hall.act("Third question", "move", Map.of("way", "down"));
        assertThat(onWall(hall)).containsSubsequence("First question", "Third question", "Second question");
        hall.act("Second question", "move", Map.of("way", "up"));
        assertThat(onWall(hall)).containsSubsequence("First question", "Second question", "Third question");
        hall.phone().post(hall.guests() + ".vote", Map.of("question", hall.id("Third question"), "wanted", "true"));
        hall.setTerms("asking", "anonymous", "voting", "byVotes");
        assertThat(onWall(hall)).containsSubsequence("Third question", "First question");

        hall.act("Third question", "merge", Map.of("into", hall.id("First question")));
        assertThat(hall.votes("First question")).isEqualTo(1);
        assertThat(onWall(hall)).doesNotContain("Third question");
        hall.act("Third question", "back", Map.of());
        assertThat(hall.state("Third question")).isEqualTo("APPROVED");
        assertThat(hall.votes("First question")).isZero();

        HttpResponse<String> stale =
                hall.post("/questions/" + hall.id("Third question") + "/hide", Map.of("version", "0"));
        assertThat(hall.officer().follow(stale).body()).contains("Somebody else changed this question just now");
        // What belongs to another dialogue is not there.
        OpenHall another = new OpenHall("Another");
        assertThat(another.post(
                                "/questions/" + hall.id("Third question") + "/hide",
                                Map.of("version", hall.version("Third question")))
                        .statusCode())
                .isEqualTo(404);
    }

    private static List<String> onWall(OpenHall hall) {
        List<String> texts = new ArrayList<>();
        Pattern.compile("data-hall=\"text\">([^<]+)<")
                .matcher(new HttpBrowser(RunningCrm.address()).get(hall.wall()).body())
                .results()
                .forEach(found -> texts.add(found.group(1)));
        return texts;
    }

    @Test
    void theHallIsKeptByThoseWhoCaptureQuestionsAndStandsInTheHistory() {
        OpenHall hall = new OpenHall("History of a hall");
        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");
        assertThat(viewer.get(hall.page()).statusCode()).isEqualTo(403);
        assertThat(viewer.get(hall.page() + "/live").statusCode()).isEqualTo(403);
        hall.post("/renew", Map.of("address", "WALL"));
        ApiCalls.Answer history = RunningCrm.apiAs("manager").get(hall.dialogue() + "/history?size=100");
        assertThat(history.body().toString()).contains("question-hall").contains("asking");
        assertThat(hall.officer().get("/crm" + hall.dialogue() + "/history").body())
                .contains("changed how guests ask from their phones")
                .contains("of the wall")
                .doesNotContain(hall.wall());
        assertThat(hall.officer().get(hall.page()).body()).contains("data:image/svg+xml;base64,");
    }

    // ---- live

    @Test
    void everybodyWhoListensIsToldAtOnceAndAlsoOfWhatAnotherInstanceChanged() throws Exception {
        OpenHall hall = new OpenHall("Live");
        try (LiveStream wall = LiveStream.open(hall.wall() + ".live", "");
                LiveStream phone = LiveStream.open(hall.guests() + ".live", "");
                LiveStream officer = LiveStream.open(
                        hall.page() + "/live", "CRM_SESSION=" + hall.officer().cookie("CRM_SESSION"))) {
            assertThat(wall.status()).isEqualTo(200);
            assertThat(wall.header("Content-Type")).startsWith("text/event-stream");
            assertThat(officer.status()).isEqualTo(200);
            wall.awaitLast(told -> told.contains("\"questions\":[]"));
            officer.awaitLast(told -> told.matches("\\d+"));
            String id = hall.shown("Is this live?");
            wall.awaitLast(told -> told.contains("Is this live?"));
            phone.awaitLast(told -> told.contains("Is this live?") && told.contains("\"votes\":0"));
            // Officers are told to look, and nothing else.
            assertThat(officer.told()).allMatch(told -> told.matches("\\d+"));
            hall.phone().post(hall.guests() + ".vote", Map.of("question", id, "wanted", "true"));
            wall.awaitLast(told -> told.contains("\"votes\":1"));

            // Another instance leaves nothing but a higher revision.
            RunningCrm.database()
                    .sql("update crm_question set votes = 7 where dialogue_id = unhex(?)")
                    .param(hall.dialogueHex())
                    .update();
            RunningCrm.database()
                    .sql("update crm_question_hall set revision = revision + 1 where dialogue_id = unhex(?)")
                    .param(hall.dialogueHex())
                    .update();
            wall.awaitLast(told -> told.contains("\"votes\":7"));
            phone.awaitLast(told -> told.contains("\"votes\":7"));

            // Who came by an address that is no more is told nothing more.
            hall.post("/renew", Map.of("address", "GUESTS"));
            phone.awaitEnd();
            assertThat(phone.last()).doesNotContain("\"mark\":\"" + BoardJson.mark(hall.guests()));
            hall.shown("After the new address");
            wall.awaitLast(told -> told.contains("After the new address"));
        }
        // Who comes again is told what is so by now.
        try (LiveStream again = LiveStream.open(hall.wall() + ".live", "")) {
            again.awaitLast(told -> told.contains("After the new address"));
        }
    }

    @Test
    void aNameIsShownOnlyOfWhoGaveIt() throws Exception {
        OpenHall hall = new OpenHall("Names");
        HttpBrowser guest = hall.phone();
        guest.post(
                hall.guests(),
                Map.of(
                        "text",
                        "With a name",
                        "name",
                        "Ida Sample",
                        "entry",
                        UUID.randomUUID().toString()));
        hall.act("With a name", "approve", Map.of());
        hall.shown("Without a name");
        try (LiveStream wall = LiveStream.open(hall.wall() + ".live", "")) {
            wall.awaitLast(told -> told.contains("Without a name"));
            assertThat(wall.last()).containsOnlyOnce("\"asker\":").contains("\"asker\":\"Ida Sample\"");
        }
        assertThat(hall.phone().get(hall.guests()).body()).contains("Ida Sample");

        // Where one part is not for attribution, nobody is named of whom it is not known in which part they ask.
        part(hall, 1, "ON_RECORD");
        part(hall, 2, "NOT_FOR_ATTRIBUTION");
        assertThat(hall.phone().get(hall.guests()).body())
                .contains("With a name")
                .doesNotContain("Ida Sample");
        inPart(hall, 1);
        assertThat(hall.phone().get(hall.guests()).body()).contains("Ida Sample");
        inPart(hall, 2);
        assertThat(hall.phone().get(hall.wall()).body()).contains("With a name").doesNotContain("Ida Sample");
        RunningCrm.database()
                .sql(
                        "update crm_agenda_item set attribution = 'OFF_RECORD' where dialogue_id = unhex(?) and position = 2")
                .param(hall.dialogueHex())
                .update();
        assertThat(hall.phone().get(hall.wall()).body()).doesNotContain("With a name");
        hall.phone().post(hall.guests() + ".vote", Map.of("question", hall.id("With a name"), "wanted", "true"));
        assertThat(hall.votes("With a name")).isZero();
    }

    private static void part(OpenHall hall, int position, String attribution) {
        RunningCrm.database()
                .sql("insert into crm_agenda_item (dialogue_id, position, id, kind, title, attribution)"
                        + " values (unhex(?), ?, unhex(lpad(?, 32, '0')), 'QUESTIONS', '{}', ?)")
                .params(hall.dialogueHex(), position, position, attribution)
                .update();
    }

    private static void inPart(OpenHall hall, int position) {
        RunningCrm.database()
                .sql("update crm_question set part_id = unhex(lpad(?, 32, '0')) where dialogue_id = unhex(?)")
                .params(position, hall.dialogueHex())
                .update();
    }

    private static <T> List<T> allAtOnce(int times, IntFunction<T> work) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            IntStream.range(0, times).forEach(i -> calls.add(() -> work.apply(i)));
            List<T> results = new ArrayList<>();
            for (Future<T> one : people.invokeAll(calls)) {
                results.add(one.get());
            }
            return results;
        } finally {
            people.shutdownNow();
        }
    }
}
