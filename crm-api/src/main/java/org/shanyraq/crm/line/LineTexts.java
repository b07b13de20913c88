package org.shanyraq.crm.line;

import java.util.Map;
import java.util.TreeMap;
import org.shanyraq.crm.shared.LocalizedText;

/** Puts the texts of a line together by what they are. */
final class LineTexts {

    private LineTexts() {}

    static LocalizedText questions(Map<String, LineText> texts) {
        Map<String, String> questions = new TreeMap<>();
        texts.forEach((language, text) -> questions.put(language, text.question()));
        return new LocalizedText(questions);
    }
}
