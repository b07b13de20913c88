package org.shanyraq.crm.dialogue.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.springframework.ui.Model;
import org.springframework.validation.Errors;

/** The officers in charge of dialogues as forms and filters offer them. */
final class InChargeOptions {

    private final Colleagues colleagues;
    private final OfficerOptions officers;
    private final Access access;
    private final PageSupport page;

    InChargeOptions(Colleagues colleagues, Access access, PageSupport page) {
        this.colleagues = colleagues;
        this.officers = new OfficerOptions(colleagues);
        this.access = access;
        this.page = page;
    }

    /** Has a filter say whose dialogues are wanted: one's own, or those of the chosen officer. */
    void offer(Model model, @Nullable UUID chosen) {
        Officer me = access.officer();
        UUID own = me.id().value();
        List<Option> options = new ArrayList<>();
        if (me.kind() == Officer.Kind.PERSON) {
            options.add(new Option(own.toString(), page.message("crm.dialogue.list.officer.me")));
        }
        if (chosen != null
                && options.stream().noneMatch(option -> option.value().equals(chosen.toString()))) {
            options.add(
                    new Option(chosen.toString(), officers.names(Set.of(chosen)).getOrDefault(chosen, "–")));
        }
        model.addAttribute("officers", options);
        model.addAttribute(
                "chosenOfficer",
                options.stream()
                        .filter(option -> chosen != null && option.value().equals(chosen.toString()))
                        .map(Option::text)
                        .findFirst()
                        .orElse(null));
    }

    /** Whoever plans a dialogue is in charge of it, until the form says otherwise. */
    void beginWithMe(DialogueForm form, MissionId mission) {
        colleagues.getAll(List.of(access.officer().id())).stream()
                .filter(me -> me.isMemberOf(mission))
                .forEach(me -> form.putInCharge(me.id(), me.name()));
    }

    /** Finds out whom a form puts in charge; what is not clear is told to {@code errors}. */
    void resolve(DialogueForm form, MissionId mission, Errors errors) {
        var names = officers.names(form.officers());
        form.resolveInCharge(
                id -> {
                    if (!names.containsKey(id)) {
                        throw new NotFoundException();
                    }
                    return new Option(id.toString(), names.get(id));
                },
                text -> officers.of(text, mission),
                errors);
    }

    /** Where the pickers of a form ask. */
    static String source(MissionId mission) {
        return OfficerOptions.SOURCE + mission;
    }
}
