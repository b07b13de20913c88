package org.shanyraq.crm.invitation.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.JsonNode;

/** Guests of a dialogue of the running application, proposed by protocol and approved by a manager, and the mails that reach them. */
public final class InvitedGuests {

    private final Function<String, ApiCalls> users;
    private final ApiCalls api;
    private final int seats;
    private final String dialogue;
    private final Instant start;

    /** Of a dialogue of the shared application with one seat, some weeks ahead. */
    public InvitedGuests(String theme) {
        this(theme, someWeeksAhead(), 1);
    }

    /** Of a dialogue of the shared application with so many seats, some weeks ahead. */
    InvitedGuests(String theme, int seats) {
        this(theme, someWeeksAhead(), seats);
    }

    /** Of a dialogue of the shared application that begins then, with so many seats. */
    public InvitedGuests(String theme, Instant start, int seats) {
        this(RunningCrm::apiAs, theme, start, seats);
    }

    /**
     * Of a dialogue some weeks ahead.
     *
     * @param users gives the API as a user calls it
     */
    public InvitedGuests(Function<String, ApiCalls> users, String theme, int seats) {
        this(users, theme, someWeeksAhead(), seats);
    }

    private InvitedGuests(Function<String, ApiCalls> users, String theme, Instant start, int seats) {
        this.users = users;
        this.api = users.apply("protocol");
        this.start = start;
        this.seats = seats;
        JsonNode drafted = made(api.post("/dialogues", details(theme, "House of the steppe")));
        dialogue = "/dialogues/" + drafted.path("id").asString();
        ApiCalls.Answer announced = api.act(dialogue + "/invite", version(drafted));
        assertThat(announced.status()).as("%s", announced.body()).isEqualTo(200);
    }

    /** The page of the dialogue, below that of the CRM. */
    public String dialogue() {
        return dialogue;
    }

    void move(String venue) {
        JsonNode now = api.get(dialogue).body();
        ApiCalls.Answer moved = api.put(
                dialogue, version(now), details(now.at("/details/theme/en").asString(), venue));
        assertThat(moved.status()).as("%s", moved.body()).isEqualTo(200);
    }

    private static Instant someWeeksAhead() {
        return Instant.now()
                .plus(Duration.ofDays(40))
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofHours(17));
    }

    private Map<String, Object> details(String theme, String venue) {
        return Map.of(
                "theme", Map.of("en", theme),
                "languages", List.of("en"),
                "format", "in_person",
                "venue", venue,
                "startsAt", start.toString(),
                "endsAt", start.plus(Duration.ofHours(2)).toString(),
                "zone", "Europe/Brussels",
                "capacity", Map.of("total", seats),
                "sensitivity", "internal");
    }

    /** A new contact, who is on the list then. */
    public void propose(String given, String family, String language, String domain) {
        propose(List.of(contact(given, family, language, domain)));
    }

    /** Puts contacts on the list, a hundred at most. */
    public void propose(List<String> contacts) {
        assertThat(api.post(dialogue + "/guests", Map.of("contacts", contacts)).status())
                .isEqualTo(200);
    }

    /** A new contact, whose address begins with the given name. */
    public String contact(String given, String family, String language, String domain) {
        return made(api.post(
                        "/contacts",
                        Map.of(
                                "names", List.of(Map.of("kind", "latin", "given", given, "family", family)),
                                "languages", List.of(language),
                                "channels",
                                        List.of(Map.of(
                                                "kind", "email",
                                                "purpose", "work",
                                                "value", given.toLowerCase(Locale.ROOT) + "@" + domain)),
                                "sensitivity", "internal")))
                .path("id")
                .asString();
    }

    public void approveAll() {
        ApiCalls manager = users.apply("manager");
        while (true) {
            List<Map<String, Object>> guests = new ArrayList<>();
            manager.get(dialogue + "/guests?state=proposed&size=100")
                    .body()
                    .path("items")
                    .forEach(guest -> guests.add(Map.of(
                            "id",
                            guest.path("id").asString(),
                            "version",
                            guest.path("version").asInt())));
            if (guests.isEmpty()) {
                return;
            }
            ApiCalls.Answer approved = manager.post(dialogue + "/guests/approve", Map.of("guests", guests));
            assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        }
    }

    /** Sends the invitation to all who are approved. */
    public void invite() {
        send("invitation");
    }

    /** Sends mails of a kind to all who can get it. */
    void send(String kind) {
        ApiCalls.Answer sent = api.post(dialogue + "/guests/sendings", Map.of("kind", kind, "mark", mark(kind)));
        assertThat(sent.status()).as("%s", sent.body()).isEqualTo(200);
    }

    /** Tells whom an officer was shown to whom such a mail goes. */
    String mark(String kind) {
        return api.get(dialogue + "/guests/sendings/recipients?kind=" + kind)
                .body()
                .path("mark")
                .asString();
    }

    /** Attaches a text, and returns where it is below the guest's page. */
    String attach(String title, String text, boolean forGuests) {
        JsonNode made = made(api.upload(
                dialogue + "/attachments",
                "text.txt",
                text.getBytes(StandardCharsets.UTF_8),
                "title",
                title,
                "sensitivity",
                "public",
                "forGuests",
                Boolean.toString(forGuests)));
        return "/files/" + made.path("id").asString();
    }

    /** The guests as they are now. */
    JsonNode guests() {
        return api.get(dialogue + "/guests").body().path("items");
    }

    /** How much was done with them. */
    int history() {
        return api.get(dialogue + "/history?size=100").body().path("items").size();
    }

    void cancel() {
        JsonNode now = api.get(dialogue).body();
        ApiCalls.Answer off = api.act(dialogue + "/cancel", version(now), Map.of("reason", "Rain"));
        assertThat(off.status()).as("%s", off.body()).isEqualTo(200);
    }

    /** Lets each guest bring so many people. */
    void letBring(int companions) {
        ApiCalls.Answer set = api.post(
                dialogue + "/guests/terms",
                Map.of("waitingOrder", "first_come", "companions", companions, "unnamed", true));
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    }

    String state(String given) {
        for (String state : List.of("invited", "accepted", "waiting", "tentative", "declined")) {
            for (JsonNode guest :
                    api.get(dialogue + "/guests?state=" + state).body().path("items")) {
                if (guest.path("contactName").asString().startsWith(given)) {
                    return state;
                }
            }
        }
        return "none";
    }

    /** The address of the guest's page in a mail. */
    public static String link(Part mail) throws MessagingException, IOException {
        return link(part(mail, "text/plain"));
    }

    static String link(String text) {
        Matcher link = Pattern.compile("http://\\S+/crm/r/[\\w-]+").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group();
    }

    /** The first part of that type, with folded lines in one. */
    static String part(Part mail, String type) throws MessagingException, IOException {
        List<String> found = new ArrayList<>();
        collect(mail, type, found);
        assertThat(found).as(type).isNotEmpty();
        return found.get(0).replaceAll("\r\n[ \t]", "");
    }

    private static void collect(Part part, String type, List<String> found) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart all) {
            for (int i = 0; i < all.getCount(); i++) {
                BodyPart one = all.getBodyPart(i);
                collect(one, type, found);
            }
        } else if (part.isMimeType(type)) {
            found.add(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static JsonNode made(ApiCalls.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static String version(JsonNode record) {
        return "\"" + record.path("version").asString() + "\"";
    }
}
