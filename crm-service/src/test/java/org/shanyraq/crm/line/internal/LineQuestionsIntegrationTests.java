package org.shanyraq.crm.line.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineMatch;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.type.TypeReference;

/**
 * G7: how often the right answer is among the first five, measured on questions that a parliament asked a ministry. Where several were answered
 * with the same words, the first of them makes the line, and the others ask for it.
 */
@ServiceTest
class LineQuestionsIntegrationTests extends OfficerScene {

    @Autowired
    private Lines lines;

    /** A line, and what is asked that it answers. */
    private record Kept(LineId line, List<String> asked) {}

    @Test
    void aQuestionAskedAgainInOtherWordsFindsItsAnswerAmongTheFirstFiveInEightOfTenCases() throws IOException {
        assumeThat(folder()).as("the folder of sample data is there").isNotNull();
        Map<String, List<String>> questions = new LinkedHashMap<>();
        for (String file : List.of("uk_fcdo_qa_fulltext.json", "uk_fcdo_written_questions_2024.json")) {
            String json = Files.readString(Objects.requireNonNull(folder()).resolve(file));
            JsonText.read(json, new TypeReference<List<Map<String, Object>>>() {})
                    .forEach(one -> questions
                            .computeIfAbsent(String.valueOf(one.get("answer")).strip(), answer -> new ArrayList<>())
                            .add(String.valueOf(one.get("question"))));
        }
        Officer author = officers.officer(Role.DIPLOMAT, "line-questions", Sensitivity.INTERNAL);
        Officer manager = officers.manager("line-questions");
        List<Kept> kept = new ArrayList<>();
        questions.forEach((answer, asked) -> {
            LineText text = new LineText(shortened(asked.get(0), 300), shortened(answer, 10_000));
            LineView drafted = as(
                    author,
                    () -> lines.draft(
                            new LineDetails(Map.of("en", text), List.of(), null, Sensitivity.INTERNAL, author.id())));
            LineView proposed = as(author, () -> lines.propose(drafted.id(), drafted.version()));
            as(manager, () -> lines.approve(proposed.id(), proposed.version()));
            kept.add(new Kept(drafted.id(), asked.subList(1, asked.size())));
        });
        int all = 0;
        int first = 0;
        int firstFive = 0;
        long begin = System.nanoTime();
        for (Kept one : kept) {
            for (String question : one.asked()) {
                List<LineId> found = as(author, () -> lines.find(question, 5)).stream()
                        .map(LineMatch::line)
                        .toList();
                all++;
                first += found.indexOf(one.line()) == 0 ? 1 : 0;
                firstFive += found.contains(one.line()) ? 1 : 0;
            }
        }
        System.out.printf(
                "Of %d questions asked again %d found their answer of %d first, %d among the first five; %d ms each%n",
                all, first, kept.size(), firstFive, (System.nanoTime() - begin) / 1_000_000 / all);
        assertThat(all).isGreaterThan(50);
        assertThat(firstFive * 100 / all).isGreaterThanOrEqualTo(80);
    }

    private static String shortened(String text, int most) {
        return text.strip().substring(0, Math.min(most, text.strip().length()));
    }

    private static @Nullable Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/data/questions");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return null;
    }
}
