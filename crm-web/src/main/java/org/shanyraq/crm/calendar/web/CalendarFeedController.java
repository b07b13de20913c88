package org.shanyraq.crm.calendar.web;

import jakarta.servlet.http.HttpServletRequest;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.calendar.CalendarFeeds;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own calendar address; also as a part of the page of preferences. */
@Controller("crmCalendarFeedController")
@RequestMapping("${crm.web.base-path:/crm}/me/calendar")
class CalendarFeedController {

    private final CalendarFeeds feeds;
    private final PublicAddress address;
    private final Redirects redirects;

    CalendarFeedController(CalendarFeeds feeds, PublicAddress address, Redirects redirects) {
        this.feeds = feeds;
        this.address = address;
        this.redirects = redirects;
    }

    @GetMapping
    @Requires(Right.BE_HERE)
    String show(HttpServletRequest request, Model model) {
        model.addAttribute("feed", feeds.mine().orElse(null));
        return Htmx.isFragment(request) ? "crm/calendar/feed :: state" : "crm/calendar/feed";
    }

    /** Asks before the address that there is ends. */
    @GetMapping("/renew")
    @Requires(Right.BE_HERE)
    String askToRenew() {
        return "crm/calendar/renew";
    }

    /** Answers with the page itself: for a redirect the secret would have to be kept in the session until the next page. */
    @PostMapping("/renew")
    @Requires(Right.BE_HERE)
    String renew(HttpServletRequest request, Model model) {
        model.addAttribute("address", address.ofCalendar(feeds.renew(), request));
        model.addAttribute("feed", feeds.mine().orElse(null));
        return "crm/calendar/feed";
    }

    /** Asks before the act. */
    @GetMapping("/withdraw")
    @Requires(Right.BE_HERE)
    String askToWithdraw() {
        return "crm/calendar/withdraw";
    }

    @PostMapping("/withdraw")
    @Requires(Right.BE_HERE)
    String withdraw(RedirectAttributes redirect) {
        feeds.withdraw();
        Flash.success(redirect, "crm.calendar.feed.withdrawn");
        return redirects.to("/me/calendar");
    }
}
