package org.shanyraq.crm.question.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.KnownAsker;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.shanyraq.crm.topic.Topics;

/** Who may ask and be asked in a dialogue, and how topics are typed. */
final class QuestionOptions {

    private final Questions questions;
    private final Topics topics;
    private final PageSupport page;

    QuestionOptions(Questions questions, Topics topics, PageSupport page) {
        this.questions = questions;
        this.topics = topics;
        this.page = page;
    }

    /** Who fits what was typed; somebody who is no contact has no id. */
    List<Option> askers(DialogueId dialogue, String typed) {
        return questions.askers(dialogue, typed).stream()
                .map(one -> new Option(
                        one.asker().contact() == null
                                ? ""
                                : one.asker().contact().toString(),
                        one.name(),
                        note(one)))
                .toList();
    }

    private String note(KnownAsker asker) {
        String place = page.message("crm.question.place." + page.code(asker.place()));
        String organisation = asker.organisation() == null ? asker.affiliation() : page.text(asker.organisation());
        return organisation == null ? place : organisation + ", " + place;
    }

    /**
     * Who asks by the form of a question that is there already: the contact that it named or that was chosen, as long as the text is still its name;
     * else whoever was typed, in words. Somebody of the same name is nobody who was chosen.
     */
    Asker asker(QuestionView question, Picked picked) {
        String typed = picked.text() == null ? "" : picked.text().strip();
        if (typed.isEmpty()) {
            return Asker.ANONYMOUS;
        }
        if (picked.id() == null) {
            return Asker.named(typed);
        }
        ContactId contact = new ContactId(picked.id());
        QuestionSummary before = question.summary();
        boolean same = contact.equals(before.askerContact()) && typed.equals(before.asker());
        return same || isCalled(contact, typed, questions.askers(before.dialogue(), typed))
                ? Asker.of(contact)
                : Asker.named(typed);
    }

    private static boolean isCalled(ContactId contact, String typed, List<KnownAsker> known) {
        return known.stream()
                .anyMatch(one ->
                        contact.equals(one.asker().contact()) && one.name().equals(typed));
    }

    /**
     * Who asks at the desk: the one who was chosen, as long as the text is still that name, or the only one of that very name who came or is on the guest list; else whoever was typed, in words.
     */
    Asker asker(DialogueId dialogue, Picked picked) {
        String typed = picked.text() == null ? "" : picked.text().strip();
        if (typed.isEmpty()) {
            return Asker.ANONYMOUS;
        }
        List<KnownAsker> known = questions.askers(dialogue, typed);
        if (picked.id() != null && isCalled(new ContactId(picked.id()), typed, known)) {
            return Asker.of(new ContactId(picked.id()));
        }
        List<KnownAsker> same = known.stream()
                .filter(one -> one.name().equalsIgnoreCase(typed) && one.place() != KnownAsker.Place.KNOWN)
                .toList();
        return same.size() == 1 ? same.get(0).asker() : Asker.named(typed);
    }

    /** Those who speak in the dialogue, and those in charge of it. */
    List<Option> answerers(DialogueView dialogue, Answerer chosen, @Nullable String chosenName) {
        Map<String, String> found = new LinkedHashMap<>();
        for (AgendaItem part : dialogue.details().agenda()) {
            for (Speaker speaker : part.speakers()) {
                ContactId contact = speaker.contact();
                String name =
                        contact == null ? speaker.name() : dialogue.names().get(contact);
                if (name != null) {
                    found.putIfAbsent(
                            Answering.written(contact == null ? Answerer.named(name) : Answerer.of(contact)), name);
                }
            }
        }
        dialogue.inCharge()
                .forEach(officer ->
                        found.putIfAbsent(Answering.written(Answerer.of(officer.officer())), officer.name()));
        if (!chosen.isNobody()) {
            found.putIfAbsent(Answering.written(chosen), chosenName == null ? "–" : chosenName);
        }
        List<Option> options = new ArrayList<>();
        found.forEach((value, name) -> options.add(new Option(value, name)));
        return options;
    }

    /** The parts of the dialogue. */
    List<Option> parts(DialogueView dialogue) {
        List<Option> options = new ArrayList<>();
        dialogue.details().agenda().forEach(part -> {
            if (part.id() != null) {
                String title = part.title().isEmpty()
                        ? page.message("crm.dialogue.kind." + page.code(part.kind()))
                        : page.text(part.title());
                options.add(new Option(
                        part.id().value().toString(),
                        title,
                        part.attribution() == Attribution.ON_RECORD
                                ? null
                                : page.message("crm.dialogue.attribution."
                                        + part.attribution().code())));
            }
        });
        return options;
    }

    /** Topics as they were typed: by their handles or names, with or without a sign before them. */
    record Typed(List<TopicId> known, List<String> unknown) {}

    Typed topics(String text) {
        List<TopicId> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        if (text.isBlank()) {
            return new Typed(known, unknown);
        }
        List<TopicView> all = topics.tree(page.language());
        for (String word : text.strip().split("[\\s,;]+")) {
            String handle = word.startsWith("#") ? word.substring(1) : word;
            if (!handle.isEmpty()) {
                all.stream()
                        .filter(topic -> topic.details().handle().equalsIgnoreCase(handle)
                                || topic.details().names().texts().values().stream()
                                        .anyMatch(name -> name.equalsIgnoreCase(handle)))
                        .findFirst()
                        .ifPresentOrElse(topic -> known.add(topic.id()), () -> unknown.add(word));
            }
        }
        return new Typed(known, unknown);
    }

    /** What topics are typed by. */
    List<Option> handles() {
        return topics.tree(page.language()).stream()
                .map(topic -> new Option(
                        "#" + topic.details().handle(),
                        page.text(topic.details().names())))
                .toList();
    }
}
