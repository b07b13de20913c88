package org.shanyraq.crm.question.internal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.access.Right;
import org.springframework.transaction.annotation.Transactional;

/** What of questions others may link to. */
@Transactional(readOnly = true)
class QuestionSights implements RecordSights {

    private final Access access;
    private final QuestionReader reader;

    QuestionSights(Access access, QuestionReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(QuestionReader.KIND);
    }

    @Override
    public List<RecordSight> see(Collection<RecordRef> records, AccessScope scope) {
        if (!access.officer().may(Right.READ_QUESTIONS)) {
            return List.of();
        }
        return reader.sights(
                records.stream()
                        .filter(record -> record.kind().equals(QuestionReader.KIND))
                        .map(RecordRef::id)
                        .distinct()
                        .toList(),
                scope);
    }
}
