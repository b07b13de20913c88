package org.shanyraq.crm.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows the mails of a {@link LocalMail} as pages: a list, each mail, its parts. Nothing in a mail can run here. An event that is to be answered
 * can be answered here as the calendar of whoever got it would.
 */
final class MailPage implements AutoCloseable {

    private static final int SHOWN = 200;
    private static final String ANSWER = "/answer";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.UK).withZone(ZoneId.systemDefault());
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+[^\\s<>\"'.,;:!?)\\]]");
    private static final String OWN_POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";
    private static final String MAIL_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1b2733; --quiet: #5b6975; --line: #d8dfe5; --back: #f6f8fa; --card: #fff; --link: #0077a8 }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e4e9ee; --quiet: #9aa8b4; --line: #33404b; --back: #151b21; --card: #1d252d; --link: #5cb8e0 }
            }
            * { box-sizing: border-box }
            body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back) }
            main { max-width: 60rem; margin: 0 auto; padding: 24px 16px }
            h1 { font-size: 20px; margin: 0 0 16px; overflow-wrap: anywhere }
            a { color: var(--link) }
            ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--card) }
            li + li { border-top: 1px solid var(--line) }
            li > a { display: block; padding: 8px 16px; text-decoration: none; color: inherit }
            li > a:hover, li > a:focus-visible { background: var(--back) }
            li strong { display: block; color: var(--link); overflow-wrap: anywhere }
            .quiet, dt { color: var(--quiet); font-size: 14px }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 16px }
            dd { margin: 0; overflow-wrap: anywhere }
            pre, iframe { width: 100%; padding: 16px; margin: 0 0 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--card) }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
            iframe { height: 36rem; padding: 0; background: #fff }
            button { font: inherit; padding: 8px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: var(--link) }
            """;

    private final HttpServer server;
    private final ExecutorService threads;
    private final LocalMail mail;

    private MailPage(HttpServer server, ExecutorService threads, LocalMail mail) {
        this.server = server;
        this.threads = threads;
        this.mail = mail;
    }

    static MailPage start(LocalMail mail, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        var page = new MailPage(server, threads, mail);
        server.setExecutor(threads);
        server.createContext("/", page::answer);
        server.start();
        return page;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What goes back; the body is made once and read once. */
    private record Answer(int status, String type, ByteBuffer body, String policy, Map<String, String> headers) {

        static Answer of(String type, String body, String policy) {
            return new Answer(200, type, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), policy, Map.of());
        }

        static Answer page(int status, String title, String content) {
            String html = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                    + "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                    + "<link rel=\"stylesheet\" href=\"/style.css\"></head><body><main>" + content
                    + "</main></body></html>";
            return new Answer(
                    status, "text/html; charset=utf-8", ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8)), OWN_POLICY, Map.of());
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = route(exchange);
            } catch (MessagingException | RuntimeException e) {
                answer = Answer.page(
                        500, "Unreadable mail", "<h1>This mail could not be read</h1><p>" + escape(String.valueOf(e)) + "</p>");
            }
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Content-Security-Policy", answer.policy());
            headers.set("X-Content-Type-Options", "nosniff");
            // A form of this page says where it comes from; nothing tells another server what is read here.
            headers.set("Referrer-Policy", answer.policy().equals(OWN_POLICY) ? "same-origin" : "no-referrer");
            headers.set("Cache-Control", "no-store");
            answer.headers().forEach(headers::set);
            boolean empty = answer.body().remaining() == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().remaining());
            if (!empty) {
                exchange.getResponseBody().write(answer.body().array());
            }
        }
    }

    private Answer route(HttpExchange exchange) throws MessagingException, IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        int port = server.getAddress().getPort();
        // A page of another name that resolves to this machine may not read mails.
        if (host == null || !(host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port))) {
            return Answer.page(403, "Not here", "<h1>Open this page as 127.0.0.1:" + port + "</h1>");
        }
        String path = exchange.getRequestURI().getRawPath();
        boolean reading = exchange.getRequestMethod().equals("GET");
        if (!reading && !(exchange.getRequestMethod().equals("POST") && path.endsWith(ANSWER))) {
            return Answer.page(405, "Only reading", "<h1>Mails can only be read here</h1>");
        }
        // Nor may a page from elsewhere answer them.
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (!reading && !("http://" + host).equals(origin)) {
            return Answer.page(403, "Not from there", "<h1>Answer on this page</h1>");
        }
        if (path.equals("/")) {
            return list();
        }
        if (path.equals("/style.css")) {
            return Answer.of("text/css; charset=utf-8", STYLE, OWN_POLICY);
        }
        String[] steps = path.substring(1).split("/", -1);
        if (steps.length >= 3 && steps[0].equals("mail") && steps[2].matches("\\d{1,18}")) {
            String mailbox = URLDecoder.decode(steps[1], StandardCharsets.UTF_8);
            Optional<LocalMail.Received> found = mail.find(mailbox, Long.parseLong(steps[2]));
            if (found.isPresent()) {
                if (!reading) {
                    return answered(found.get(), exchange);
                }
                var parts = Parts.of(found.get().message());
                if (steps.length == 3) {
                    return mail(found.get(), parts, exchange.getRequestURI().getRawQuery());
                }
                if (steps.length == 4 && steps[3].equals("html") && parts.html != null) {
                    return Answer.of("text/html; charset=utf-8", parts.html, MAIL_POLICY);
                }
                if (steps.length == 4 && steps[3].matches("\\d{1,3}")) {
                    int index = Integer.parseInt(steps[3]);
                    if (index < parts.attachments.size()) {
                        return attachment(parts.attachments.get(index));
                    }
                }
            }
        }
        return Answer.page(404, "Nothing here", "<h1>Nothing here</h1><p><a href=\"/\">All mails</a></p>");
    }

    private Answer list() throws MessagingException {
        List<LocalMail.Received> all = mail.received();
        var html = new StringBuilder("<h1>Mails that the application sent</h1>");
        if (all.isEmpty()) {
            html.append("<p>None yet. A mail that the application sends lands here and goes nowhere else.</p>");
        } else {
            html.append("<p class=\"quiet\">")
                    .append(all.size() > SHOWN ? "The newest " + SHOWN + " of " + all.size() : all.size())
                    .append(all.size() == 1 ? " mail" : " mails")
                    .append(". They are kept until the demo stops.</p><ul>");
            for (LocalMail.Received each : all.subList(0, Math.min(SHOWN, all.size()))) {
                html.append("<li><a href=\"")
                        .append(escape(pathOf(each)))
                        .append("\"><strong>")
                        .append(escape(subject(each.message())))
                        .append("</strong><span class=\"quiet\">to ")
                        .append(escape(each.mailbox()))
                        .append(" · ")
                        .append(TIME.format(each.at()))
                        .append("</span></a></li>");
            }
            html.append("</ul>");
        }
        Answer answer = Answer.page(200, "Mails", html.toString());
        return new Answer(
                answer.status(), answer.type(), answer.body(), answer.policy(), Map.of("Refresh", "5"));
    }

    /** Sends what the guest's calendar would send, and shows the mail again. */
    private Answer answered(LocalMail.Received received, HttpExchange exchange) throws MessagingException, IOException {
        String form = new String(exchange.getRequestBody().readNBytes(100), StandardCharsets.UTF_8);
        Optional<GuestCalendar.Answer> chosen = Arrays.stream(GuestCalendar.Answer.values())
                .filter(answer -> form.equals("answer=" + answer))
                .findFirst();
        Optional<MimeMessage> reply = chosen.flatMap(answer -> GuestCalendar.reply(received.message(), answer));
        if (reply.isEmpty()) {
            return Answer.page(400, "No answer", "<h1>There is no event in this mail that is answered so</h1>");
        }
        mail.send(reply.get());
        return new Answer(
                303,
                "text/plain",
                ByteBuffer.allocate(0),
                OWN_POLICY,
                Map.of("Location", pathOf(received) + "?" + chosen.get()));
    }

    private static Answer mail(LocalMail.Received received, Parts parts, @Nullable String said)
            throws MessagingException, IOException {
        MimeMessage message = received.message();
        var html = new StringBuilder("<p><a href=\"/\">All mails</a></p><h1>")
                .append(escape(subject(message)))
                .append("</h1><dl>");
        field(html, "From", addresses(message.getFrom()));
        field(html, "To", addresses(message.getRecipients(jakarta.mail.Message.RecipientType.TO)));
        field(html, "Cc", addresses(message.getRecipients(jakarta.mail.Message.RecipientType.CC)));
        field(html, "Reply to", addresses(message.getReplyTo()));
        field(html, "Mailbox", received.mailbox());
        field(html, "Received", TIME.format(received.at()));
        html.append("</dl>");
        if (GuestCalendar.isAsked(message)) {
            html.append("<form method=\"post\" action=\"")
                    .append(escape(pathOf(received) + ANSWER))
                    .append("\"><p class=\"quiet\">The event in it, as the reader's calendar would answer it:</p><p>");
            for (GuestCalendar.Answer answer : GuestCalendar.Answer.values()) {
                html.append("<button name=\"answer\" value=\"")
                        .append(answer)
                        .append("\">")
                        .append(answer.word())
                        .append("</button> ");
                if (answer.name().equals(said)) {
                    html.append("<span role=\"status\">sent</span> ");
                }
            }
            html.append("</p></form>");
        }
        if (!parts.text.isEmpty()) {
            html.append("<pre>").append(linked(parts.text.toString())).append("</pre>");
        }
        if (parts.html != null) {
            html.append("<iframe sandbox title=\"The mail as its reader sees it\" src=\"")
                    .append(escape(pathOf(received)))
                    .append("/html\"></iframe>");
        }
        if (!parts.attachments.isEmpty()) {
            html.append("<ul>");
            for (int i = 0; i < parts.attachments.size(); i++) {
                html.append("<li><a href=\"")
                        .append(escape(pathOf(received) + "/" + i))
                        .append("\"><strong>")
                        .append(escape(fileName(parts.attachments.get(i))))
                        .append("</strong><span class=\"quiet\">")
                        .append(escape(parts.attachments.get(i).getContentType()))
                        .append("</span></a></li>");
            }
            html.append("</ul>");
        }
        return Answer.page(200, subject(message), html.toString());
    }

    private static Answer attachment(Part part) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            return new Answer(
                    200,
                    "application/octet-stream",
                    ByteBuffer.wrap(content.readAllBytes()),
                    MAIL_POLICY,
                    Map.of(
                            "Content-Disposition",
                            "attachment; filename*=UTF-8''"
                                    + URLEncoder.encode(fileName(part), StandardCharsets.UTF_8).replace("+", "%20")));
        }
    }

    private static void field(StringBuilder html, String name, String value) {
        if (!value.isEmpty()) {
            html.append("<dt>").append(name).append("</dt><dd>").append(escape(value)).append("</dd>");
        }
    }

    private static String pathOf(LocalMail.Received received) {
        return "/mail/" + URLEncoder.encode(received.mailbox(), StandardCharsets.UTF_8) + "/" + received.number();
    }

    private static String subject(MimeMessage message) throws MessagingException {
        String subject = message.getSubject();
        return subject == null || subject.isBlank() ? "(no subject)" : subject;
    }

    private static String addresses(jakarta.mail.Address @Nullable [] addresses) {
        return addresses == null
                ? ""
                : String.join(
                        ", ",
                        Arrays.stream(addresses)
                                .map(address -> address instanceof jakarta.mail.internet.InternetAddress internet
                                        ? internet.toUnicodeString()
                                        : address.toString())
                                .toList());
    }

    private static String fileName(Part part) throws MessagingException {
        String name = part.getFileName();
        try {
            return name == null ? "without a name" : MimeUtility.decodeText(name);
        } catch (java.io.UnsupportedEncodingException e) {
            return String.valueOf(name);
        }
    }

    /** Text with its addresses as links, everything else escaped. */
    static String linked(String text) {
        var html = new StringBuilder();
        var link = LINK.matcher(text);
        int done = 0;
        while (link.find()) {
            html.append(escape(text.substring(done, link.start())))
                    .append("<a rel=\"noreferrer\" href=\"")
                    .append(escape(link.group()))
                    .append("\">")
                    .append(escape(link.group()))
                    .append("</a>");
            done = link.end();
        }
        return html.append(escape(text.substring(done))).toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A mail taken apart. */
    private static final class Parts {

        private final StringBuilder text = new StringBuilder();
        private final List<Part> attachments = new ArrayList<>();
        private @Nullable String html;

        static Parts of(Part mail) throws MessagingException, IOException {
            var parts = new Parts();
            parts.add(mail);
            return parts;
        }

        private void add(Part part) throws MessagingException, IOException {
            Object content = part.isMimeType("text/*") || part.isMimeType("multipart/*") ? part.getContent() : null;
            if (content instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) {
                    BodyPart each = several.getBodyPart(i);
                    add(each);
                }
            } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null) {
                attachments.add(part);
            } else if (content instanceof String body && part.isMimeType("text/html")) {
                html = body;
            } else if (content instanceof String body && part.isMimeType("text/plain")) {
                text.append(body);
            } else {
                attachments.add(part);
            }
        }
    }
}
