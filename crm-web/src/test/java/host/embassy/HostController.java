package host.embassy;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class HostController {

    enum Mood {
        GOOD_MOOD
    }

    record Note(String text, Mood mood) {}

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("who", "host");
        return "home";
    }

    @GetMapping("/public")
    @ResponseBody
    Map<String, Object> open() {
        return Map.of("mood", Mood.GOOD_MOOD);
    }

    @GetMapping("/broken")
    @ResponseBody
    String broken() {
        throw new org.springframework.web.server.ResponseStatusException(
                org.springframework.http.HttpStatusCode.valueOf(418), "teapot");
    }

    @PostMapping("/notes")
    @ResponseBody
    Note note(@RequestBody Note note) {
        return note;
    }
}
