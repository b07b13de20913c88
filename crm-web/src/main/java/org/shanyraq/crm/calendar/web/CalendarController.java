package org.shanyraq.crm.calendar.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.calendar.CalendarFeed;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.calendar.FeedReading;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.web.Download;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;

/** The calendars that programs fetch. Nobody is signed in here: what is shown depends on the secret in the address alone. */
@Controller("crmCalendarController")
@RequestMapping("${crm.web.base-path:/crm}/calendar")
class CalendarController {

    private final FeedReading reading;
    private final CalendarTexts texts;
    private final PublicAddress address;
    private final MessageSource messages;

    CalendarController(FeedReading reading, CalendarTexts texts, PublicAddress address, MessageSource messages) {
        this.reading = reading;
        this.texts = texts;
        this.address = address;
        this.messages = messages;
    }

    @GetMapping("/{secret}.ics")
    @PublicRoute
    void fetch(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        @Nullable
        CalendarFeed feed = reading.read(secret, address.pages(request)).orElse(null);
        if (feed == null) {
            // Not the page of those who are signed in: the same bare answer whoever asks for whatever.
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return;
        }
        String name = messages.getMessage("crm.calendar.feed.name", null, Locale.forLanguageTag(feed.language()));
        String text = texts.publish(name == null ? "" : name, feed.entries());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (new ServletWebRequest(request, response).checkNotModified('"' + Sha256.hex(text) + '"')) {
            return;
        }
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Download.of("dialogues.ics", CalendarTexts.MEDIA_TYPE + ";charset=UTF-8")
                .ofSize(content.length)
                .send(response, out -> out.write(content));
    }
}
