package org.shanyraq.crm.shared.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a style sheet of a library down to what pages use: rules for classes that no page names go, and then the variables and
 * animations that no rule mentions any more. Rules for elements stay.
 */
final class LeanStyles {

    private static final Pattern CLASS_ATTRIBUTE =
            Pattern.compile("(?:class|th:class|th:classappend|th:errorclass)=\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w-]*");
    private static final Pattern CLASS = Pattern.compile("\\.(-?[A-Za-z_\\\\](?:[\\w-]|\\\\.)*)");
    private static final Pattern NEGATION = Pattern.compile(":not\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)");
    private static final Pattern VARIABLE = Pattern.compile("var\\(\\s*(--[\\w-]+)");

    private LeanStyles() {}

    /** What a rule or a group of rules begins with, and what its braces hold. */
    private record Block(String head, String body) {}

    /** All words in the class attributes of a template: more than the classes, never less. */
    static Set<String> classesIn(String template) {
        Set<String> classes = new HashSet<>();
        Matcher attribute = CLASS_ATTRIBUTE.matcher(template);
        while (attribute.find()) {
            Matcher word = WORD.matcher(attribute.group(1));
            while (word.find()) {
                classes.add(word.group());
            }
        }
        return classes;
    }

    /**
     * @param css of the library, without comments that matter
     * @param used names of classes, see {@link #classesIn}
     * @param beside other styles of the same pages, which may use the library's variables
     */
    static String of(String css, Set<String> used, String beside) {
        String lean = rules(withoutComments(css), used);
        for (int before = -1; before != lean.length(); ) {
            before = lean.length();
            lean = withoutIdle(lean, beside);
        }
        return lean;
    }

    private static String withoutComments(String css) {
        return css.replaceAll("(?s)/\\*.*?\\*/", "");
    }

    private static String rules(String css, Set<String> used) {
        StringBuilder lean = new StringBuilder();
        for (Block block : blocks(css)) {
            if (block.head().startsWith("@media") || block.head().startsWith("@supports")) {
                String within = rules(block.body(), used);
                if (!within.isEmpty()) {
                    lean.append(block.head()).append('{').append(within).append('}');
                }
            } else if (block.head().startsWith("@")) {
                lean.append(block.head()).append('{').append(block.body()).append('}');
            } else {
                List<String> kept = split(block.head(), ',').stream()
                        .filter(selector -> fits(selector, used))
                        .toList();
                if (!kept.isEmpty()) {
                    lean.append(String.join(",", kept))
                            .append('{')
                            .append(block.body())
                            .append('}');
                }
            }
        }
        return lean.toString();
    }

    private static boolean fits(String selector, Set<String> used) {
        Matcher name = CLASS.matcher(NEGATION.matcher(selector).replaceAll(""));
        while (name.find()) {
            if (!used.contains(name.group(1))) {
                return false;
            }
        }
        return true;
    }

    /** Takes away the variables and animations that nothing mentions. */
    private static String withoutIdle(String css, String beside) {
        Set<String> mentioned = new HashSet<>();
        for (String text : List.of(css, beside)) {
            Matcher variable = VARIABLE.matcher(text);
            while (variable.find()) {
                mentioned.add(variable.group(1));
            }
        }
        return idle(css, css + beside, mentioned);
    }

    private static String idle(String css, String all, Set<String> mentioned) {
        StringBuilder lean = new StringBuilder();
        for (Block block : blocks(css)) {
            String body;
            if (block.head().startsWith("@keyframes")) {
                String name = block.head().substring("@keyframes".length()).strip();
                body = Pattern.compile("animation[^;}]*\\b" + Pattern.quote(name) + "\\b")
                                .matcher(all)
                                .find()
                        ? block.body()
                        : "";
            } else if (block.head().startsWith("@media") || block.head().startsWith("@supports")) {
                body = idle(block.body(), all, mentioned);
            } else {
                body = String.join(
                        ";",
                        split(block.body(), ';').stream()
                                .filter(declaration -> !declaration.startsWith("--")
                                        || mentioned.contains(declaration.substring(0, declaration.indexOf(':'))))
                                .toList());
            }
            if (!body.isEmpty()) {
                lean.append(block.head()).append('{').append(body).append('}');
            }
        }
        return lean.toString();
    }

    /** The blocks of one level; statements without a block, such as {@code @charset}, are left out. */
    private static List<Block> blocks(String css) {
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        int depth = 0;
        int open = 0;
        for (int at = 0; at < css.length(); at++) {
            char sign = css.charAt(at);
            if (sign == '"' || sign == '\'') {
                at = endOfText(css, at);
            } else if (sign == ';' && depth == 0) {
                start = at + 1;
            } else if (sign == '{') {
                if (depth++ == 0) {
                    open = at;
                }
            } else if (sign == '}' && --depth == 0) {
                blocks.add(new Block(css.substring(start, open).strip(), css.substring(open + 1, at)));
                start = at + 1;
            }
        }
        return blocks;
    }

    /** The parts between separators that are in no parentheses and no quoted text. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int at = 0; at <= text.length(); at++) {
            char sign = at < text.length() ? text.charAt(at) : separator;
            if (sign == '"' || sign == '\'') {
                at = endOfText(text, at);
            } else if (sign == '(') {
                depth++;
            } else if (sign == ')') {
                depth--;
            } else if (sign == separator && (depth == 0 || at == text.length())) {
                String part = text.substring(start, at).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = at + 1;
            }
        }
        return parts;
    }

    private static int endOfText(String css, int quote) {
        int at = quote + 1;
        while (at < css.length() && css.charAt(at) != css.charAt(quote)) {
            at += css.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
