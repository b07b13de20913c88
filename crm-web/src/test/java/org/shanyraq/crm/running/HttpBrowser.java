package org.shanyraq.crm.running;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen and without scripts: cookies per host, forms, and redirects followed or not. */
public final class HttpBrowser {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Pattern CSRF = Pattern.compile("name=\"crm-csrf\" content=\"([^\"]+)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final String address;
    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    /** @param address of the application, without a path */
    public HttpBrowser(String address) {
        this.address = address;
    }

    /** Signs in on Keycloak's own page. */
    public HttpResponse<String> signIn(String user) {
        return follow(atKeycloak(user));
    }

    /** Signs in on Keycloak's own page and gives the address at which it sends the browser back, without going there. */
    public String wayBackFromKeycloak(String user) {
        return location(atKeycloak(user));
    }

    private HttpResponse<String> atKeycloak(String user) {
        HttpResponse<String> page = follow(get("/crm"));
        Matcher form = ACTION.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no form to sign in: " + page.body());
        }
        String action = form.group(1).replace("&amp;", "&");
        return post(action, Map.of("username", user, "password", user, "credentialId", ""));
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET());
    }

    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends a form with a file, in the language that the browser asks for; further fields are name, value, name, value. */
    public HttpResponse<String> upload(
            String path, String language, String fileName, byte[] content, String... fields) {
        return send(new FileForm(fileName, content, fields).in(request(path).header("Accept-Language", language)));
    }

    /** Any method, without a body. */
    public HttpResponse<String> call(String method, String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
    }

    public HttpResponse<String> follow(HttpResponse<String> answer) {
        HttpResponse<String> last = answer;
        for (int i = 0; i < 10 && last.statusCode() / 100 == 3; i++) {
            last = get(last.uri().resolve(location(last)).toString());
        }
        return last;
    }

    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** The token that a page put into its head. */
    public String csrf(String path) {
        Matcher token = CSRF.matcher(get(path).body());
        if (!token.find()) {
            throw new IllegalStateException("no token on " + path);
        }
        return token.group(1);
    }

    /** The value of a cookie of the application, or empty. */
    public String cookie(String name) {
        return cookiesOf(URI.create(address)).getOrDefault(name, "");
    }

    public void setCookie(String name, String value) {
        cookiesOf(URI.create(address)).put(name, value);
    }

    private HttpRequest.Builder request(String path) {
        URI uri = URI.create(path.startsWith("http") ? path : address + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        Map<String, String> known = cookiesOf(uri);
        if (!known.isEmpty()) {
            request.header(
                    "Cookie",
                    known.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                String pair = cookie.split(";", 2)[0];
                int equals = pair.indexOf('=');
                String value = pair.substring(equals + 1);
                if (value.isEmpty() || cookie.contains("Max-Age=0")) {
                    cookiesOf(answer.uri()).remove(pair.substring(0, equals));
                } else {
                    cookiesOf(answer.uri()).put(pair.substring(0, equals), value);
                }
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Map<String, String> cookiesOf(URI uri) {
        return cookies.computeIfAbsent(uri.getHost() + ":" + uri.getPort(), host -> new HashMap<>());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
