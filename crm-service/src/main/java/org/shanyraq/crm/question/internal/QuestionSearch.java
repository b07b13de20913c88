package org.shanyraq.crm.question.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/** Finds questions for the search box by the words of question and answer: the detail is the dialogue, the note who asked. */
@Transactional(readOnly = true)
class QuestionSearch implements SearchProvider {

    private final Access access;
    private final QuestionReader reader;
    private final Clock clock;

    QuestionSearch(Access access, QuestionReader reader, Clock clock) {
        this.access = access;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 170;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        if (!access.officer().may(Right.READ_QUESTIONS)) {
            return List.of();
        }
        return reader.fitting(text, LocalDate.now(clock), scope, limit).stream()
                .map(found -> new SearchHit(
                        QuestionReader.KIND,
                        found.id(),
                        found.mission(),
                        LocalizedText.of("en", QuestionReader.beginning(found.text())),
                        found.theme(),
                        found.asker()))
                .toList();
    }
}
