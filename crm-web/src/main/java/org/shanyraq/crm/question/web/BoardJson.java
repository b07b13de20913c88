package org.shanyraq.crm.question.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shanyraq.crm.question.HallBoard;
import org.shanyraq.crm.shared.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** What is shown in a hall, for the scripts of its pages: the same for all of them and in no language. */
final class BoardJson {

    private static final int MARK = 12;

    private final JsonMapper json;

    BoardJson(JsonMapper json) {
        this.json = json;
    }

    /** What tells two addresses apart and opens neither. */
    static String mark(String secret) {
        return Sha256.hex("hall mark:" + secret).substring(0, MARK);
    }

    /** In one line. */
    String of(HallBoard board) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("revision", board.revision());
        all.put("asking", board.asking());
        all.put("anonymous", board.anonymous());
        all.put("voting", board.voting());
        all.put("mark", mark(board.guests()));
        List<Map<String, Object>> questions = board.questions().stream()
                .map(question -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("id", question.id().toString());
                    one.put("text", question.text());
                    if (question.asker() != null) {
                        one.put("asker", question.asker());
                    }
                    one.put("votes", question.votes());
                    one.put("asked", question.asked());
                    return one;
                })
                .toList();
        all.put("questions", questions);
        return json.writeValueAsString(all);
    }
}
