package org.shanyraq.crm.invitation.web;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done with guests of a list, and what is said of it on the page that comes next. */
class GuestActs {

    private final Redirects redirects;

    GuestActs(Redirects redirects) {
        this.redirects = redirects;
    }

    /** Of a guest list. */
    static String path(DialogueId dialogue) {
        return "/dialogues/" + dialogue + "/guests";
    }

    /** Those who were ticked, as many as a page shows. */
    static <T> List<T> ticked(@Nullable List<T> chosen) {
        List<T> ticked = chosen == null
                ? List.of()
                : chosen.stream().filter(Objects::nonNull).toList();
        if (ticked.size() > Paging.MAX_SIZE) {
            throw InvalidInputException.of("guest", "crm.invitation.error.many", Paging.MAX_SIZE);
        }
        return ticked;
    }

    String decided(
            DialogueId dialogue,
            GuestFilter filter,
            RedirectAttributes redirect,
            String done,
            List<SeenGuest> guests,
            ToIntFunction<List<SeenGuest>> act) {
        return guests.isEmpty()
                ? nobody(dialogue, filter, redirect)
                : decided(dialogue, filter, redirect, done, () -> act.applyAsInt(guests));
    }

    String decided(DialogueId dialogue, GuestFilter filter, RedirectAttributes redirect, String done, IntSupplier act) {
        return done(dialogue, filter, redirect, () -> Flash.success(redirect, done, act.getAsInt()));
    }

    /** @param act says itself what came of it, unless it is refused */
    String done(DialogueId dialogue, GuestFilter filter, RedirectAttributes redirect, Runnable act) {
        try {
            act.run();
        } catch (ConflictException refused) {
            warn(redirect, refused.key(), refused.arguments());
        } catch (InvalidInputException refused) {
            Violation violation = refused.violations().get(0);
            warn(redirect, violation.key(), violation.arguments());
        }
        return redirects.to(path(dialogue) + filter.address());
    }

    /** Nobody was ticked. */
    String nobody(DialogueId dialogue, GuestFilter filter, RedirectAttributes redirect) {
        Flash.warning(redirect, "crm.invitation.act.nobody");
        return redirects.to(path(dialogue) + filter.address());
    }

    static void warn(RedirectAttributes redirect, String key, List<Object> arguments) {
        Flash.warning(
                redirect,
                key,
                arguments.stream()
                        .map(argument -> argument instanceof Number number ? number : argument.toString())
                        .toArray(Serializable[]::new));
    }
}
