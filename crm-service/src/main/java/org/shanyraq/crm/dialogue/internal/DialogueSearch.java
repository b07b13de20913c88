package org.shanyraq.crm.dialogue.internal;

import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/** Finds dialogues for the search box: the title is the theme, the detail the series with the number, the note the day. */
@Transactional(readOnly = true)
class DialogueSearch implements SearchProvider {

    private final DialogueReader reader;

    DialogueSearch(DialogueReader reader) {
        this.reader = reader;
    }

    @Override
    public int order() {
        return 150;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        return reader.fitting(text, scope, limit).stream()
                .map(dialogue -> new SearchHit(
                        DialogueReader.KIND,
                        dialogue.id(),
                        dialogue.mission(),
                        dialogue.theme(),
                        detail(dialogue),
                        DateTimeFormatter.ISO_LOCAL_DATE.format(
                                dialogue.startsAt().atZone(dialogue.zone()))))
                .toList();
    }

    private static LocalizedText detail(DialogueSummary dialogue) {
        if (dialogue.seriesName() == null) {
            return LocalizedText.EMPTY;
        }
        String number = dialogue.number() == null ? "" : " " + dialogue.number();
        Map<String, String> names = new HashMap<>();
        dialogue.seriesName().texts().forEach((language, name) -> names.put(language, name + number));
        return new LocalizedText(names);
    }
}
