package org.shanyraq.crm.shared.web;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the last act did, shown once on the next page. */
public record Flash(String key, ArrayList<Serializable> arguments, boolean warning) implements Serializable {

    private static final String NAME = "flash";

    /** @param arguments texts and numbers only: they rest in the session until the next page */
    public static void success(RedirectAttributes redirect, String key, Serializable... arguments) {
        redirect.addFlashAttribute(NAME, new Flash(key, new ArrayList<>(List.of(arguments)), false));
    }

    /** It was done, but something deserves attention. */
    public static void warning(RedirectAttributes redirect, String key, Serializable... arguments) {
        redirect.addFlashAttribute(NAME, new Flash(key, new ArrayList<>(List.of(arguments)), true));
    }

    /** A link to what the act made, beside what it did. */
    public static void link(RedirectAttributes redirect, String path, String key) {
        redirect.addFlashAttribute("flashLink", path);
        redirect.addFlashAttribute("flashLinkText", key);
    }

    /** A button that takes the act back, beside what it did. */
    public static void undo(RedirectAttributes redirect, String path, String key) {
        redirect.addFlashAttribute("flashUndo", path);
        redirect.addFlashAttribute("flashUndoText", key);
    }
}
