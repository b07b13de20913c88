package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.springframework.validation.Errors;

/**
 * What was chosen in a picker: the text that the user sees, and the id behind it. With a script both come from a suggestion;
 * without one the text is looked up when the form is sent, and where several fit, the user chooses among them.
 */
public final class Picked {

    /** How an organisation is told in a picker: acronym and name in that language. */
    public static String label(@Nullable String acronym, LocalizedText names, String language) {
        String name = names.in(language);
        return acronym == null || acronym.equals(name) ? name : acronym + " – " + name;
    }

    /** What became of the choice. */
    public enum State {
        /** Nothing was entered. */
        NONE,
        CHOSEN,
        /** Several fit: see {@link #candidates()}. */
        AMBIGUOUS,
        /** Nothing fits. */
        UNKNOWN
    }

    private @Nullable UUID id;
    private @Nullable String text;
    private @Nullable UUID choice;
    private List<Option> candidates = List.of();
    private State state = State.NONE;

    /** What was typed so far into a picker or a search box that asks for suggestions: {@code q}, or the picker's own field. */
    public static String typed(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(parameter ->
                        "q".equals(parameter.getKey()) || parameter.getKey().endsWith("Text"))
                .map(parameter -> parameter.getValue()[0].strip())
                .findFirst()
                .orElse("");
    }

    public @Nullable UUID id() {
        return id;
    }

    public void id(@Nullable UUID id) {
        this.id = id;
    }

    /** The ids that may be meant: the one behind the text and the one that was chosen among candidates. */
    public Stream<UUID> ids() {
        return Stream.of(Optional.ofNullable(id), Optional.ofNullable(choice)).flatMap(Optional::stream);
    }

    public @Nullable String text() {
        return text;
    }

    public void text(@Nullable String text) {
        this.text = text;
    }

    /** Sets what was chosen among the candidates of the answer before; it wins over text and id. */
    public void choose(@Nullable UUID choice) {
        this.choice = choice;
    }

    public List<Option> candidates() {
        return candidates;
    }

    public State state() {
        return state;
    }

    /**
     * Finds out what is meant. The id counts as long as the text is still the one that belongs to it.
     *
     * @param byId the option of an id; may throw {@link NotFoundException}
     * @param byText the options that fit a text, best first
     */
    public State resolve(Function<UUID, Option> byId, Function<String, List<Option>> byText) {
        if (choice != null) {
            take(option(byId, choice));
        } else if ((text == null && id == null) || (text != null && text.isBlank())) {
            id = null;
            state = State.NONE;
        } else {
            Option known = id == null ? null : option(byId, id);
            if (text == null || (known != null && known.text().equals(text.strip()))) {
                take(known);
            } else {
                lookUp(text.strip(), byText);
            }
        }
        return state;
    }

    /** Tells the form when what was entered is not one record; a picker that must not stay empty says so as well. */
    public boolean accept(Errors errors, String field, boolean required) {
        switch (state) {
            case AMBIGUOUS -> errors.rejectValue(field, "crm.organisation.picker.ambiguous");
            case UNKNOWN -> errors.rejectValue(field, "crm.organisation.picker.unknown");
            case NONE -> {
                if (required) {
                    errors.rejectValue(field, "crm.organisation.picker.needed");
                }
            }
            case CHOSEN -> {
                return true;
            }
        }
        return state == State.NONE && !required;
    }

    private void lookUp(String wanted, Function<String, List<Option>> byText) {
        id = null;
        List<Option> found = byText.apply(wanted);
        List<Option> exact = found.stream()
                .filter(option -> option.text().equalsIgnoreCase(wanted))
                .toList();
        if (exact.size() == 1) {
            take(exact.get(0));
        } else if (found.size() == 1) {
            take(found.get(0));
        } else {
            candidates = found;
            state = found.isEmpty() ? State.UNKNOWN : State.AMBIGUOUS;
        }
    }

    private void take(@Nullable Option option) {
        if (option == null) {
            id = null;
            state = State.UNKNOWN;
        } else {
            id = UUID.fromString(option.value());
            text = option.text();
            state = State.CHOSEN;
        }
    }

    private static @Nullable Option option(Function<UUID, Option> byId, UUID id) {
        try {
            return byId.apply(id);
        } catch (NotFoundException hiddenOrGone) {
            return null;
        }
    }
}
