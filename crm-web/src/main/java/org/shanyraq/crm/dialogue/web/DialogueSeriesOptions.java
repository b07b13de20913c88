package org.shanyraq.crm.dialogue.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;

/** The series of dialogues as forms and filters offer them. */
final class DialogueSeriesOptions {

    private final DialogueSeriesCatalogue catalogue;
    private final PageSupport page;

    DialogueSeriesOptions(DialogueSeriesCatalogue catalogue, PageSupport page) {
        this.catalogue = catalogue;
        this.page = page;
    }

    /** @throws NotFoundException when there is none with that id that the officer may see */
    DialogueSeriesView get(DialogueSeriesId id) {
        return catalogue.get(id);
    }

    /** Null when there is none with that id that the officer may see. */
    @Nullable
    DialogueSeriesView find(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        try {
            return get(new DialogueSeriesId(id));
        } catch (NotFoundException goneOrHidden) {
            return null;
        }
    }

    /**
     * The series that may be chosen, with the chosen one in any case.
     *
     * @param mission the only one whose series are meant, or null
     */
    List<Option> options(Archived archived, @Nullable MissionId mission, @Nullable DialogueSeriesView chosen) {
        List<DialogueSeriesView> all = new ArrayList<>(
                catalogue.list(archived, Paging.first(Paging.MAX_SIZE)).items());
        if (chosen != null && all.stream().noneMatch(one -> one.id().equals(chosen.id()))) {
            all.add(chosen);
        }
        return all.stream()
                .filter(one -> mission == null || one.mission().equals(mission))
                .map(one ->
                        new Option(one.id().toString(), page.text(one.details().name()), page.missionOf(one.mission())))
                .toList();
    }
}
