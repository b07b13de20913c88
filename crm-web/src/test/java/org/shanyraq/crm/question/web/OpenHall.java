package org.shanyraq.crm.question.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.shanyraq.crm.invitation.web.InvitedGuests;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hall of a dialogue of the running application, and an officer of protocol who keeps it. */
public final class OpenHall {

    private final JdbcClient database = RunningCrm.database();
    private final HttpBrowser officer;
    private final String csrf;
    private final String dialogue;

    public OpenHall(String theme) {
        this(theme, new HttpBrowser(RunningCrm.address()));
    }

    private OpenHall(String theme, HttpBrowser officer) {
        this.officer = officer;
        officer.signIn("protocol");
        csrf = officer.csrf("/crm/me");
        dialogue = new InvitedGuests(theme).dialogue();
        setTerms("asking", "anonymous", "voting", "byVotes");
    }

    HttpBrowser officer() {
        return officer;
    }

    /** The page of the dialogue, below that of the CRM. */
    String dialogue() {
        return dialogue;
    }

    public String page() {
        return "/crm" + dialogue + "/hall";
    }

    /** Those that are named are allowed. */
    void setTerms(String... allowed) {
        Map<String, String> form = new HashMap<>();
        for (String one : allowed) {
            form.put(one, "true");
        }
        assertThat(post("/terms", form).statusCode()).isEqualTo(303);
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.put("_csrf", csrf);
        return officer.post(page() + path, all);
    }

    /** Path of the guests' page. */
    public String guests() {
        return "/crm/q/" + secret("guests");
    }

    /** Path of the wall. */
    public String wall() {
        return "/crm/wall/" + secret("wall");
    }

    private String secret(String column) {
        return database.sql("select " + column + " from crm_question_hall where dialogue_id = unhex(?)")
                .param(dialogueHex())
                .query(String.class)
                .single();
    }

    String dialogueHex() {
        return dialogue.substring("/dialogues/".length()).replace("-", "");
    }

    /** A phone that opened the guests' page. */
    public HttpBrowser phone() {
        HttpBrowser phone = new HttpBrowser(RunningCrm.address());
        assertThat(phone.get(guests()).statusCode()).isEqualTo(200);
        return phone;
    }

    public HttpResponse<String> ask(HttpBrowser phone, String text) {
        return phone.post(
                guests(), Map.of("text", text, "entry", UUID.randomUUID().toString()));
    }

    /** Asks from a phone of its own and approves it. */
    public String shown(String text) {
        assertThat(ask(phone(), text).statusCode()).isEqualTo(303);
        act(text, "approve", Map.of());
        return id(text);
    }

    /** Does what an officer does with the question of that text. */
    HttpResponse<String> act(String text, String act, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("version", version(text));
        HttpResponse<String> done = post("/questions/" + id(text) + "/" + act, form);
        assertThat(done.statusCode()).isEqualTo(303);
        return done;
    }

    String id(String text) {
        String hex = column("lower(hex(id))", text);
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    String version(String text) {
        return column("version", text);
    }

    String state(String text) {
        return column("state", text);
    }

    int votes(String text) {
        return Integer.parseInt(column("votes", text));
    }

    private String column(String column, String text) {
        return database.sql("select " + column + " from crm_question where dialogue_id = unhex(?) and text = ?")
                .params(dialogueHex(), text)
                .query(String.class)
                .single();
    }
}
