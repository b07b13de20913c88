package org.shanyraq.crm.mail.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailSummary;
import org.shanyraq.crm.mail.MailView;
import org.shanyraq.crm.mail.Mails;
import org.shanyraq.crm.mail.SendingStatus;
import org.shanyraq.crm.mail.SuppressionId;
import org.shanyraq.crm.mail.SuppressionQuery;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.SuppressionView;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mails: what became of them, what is done about those in doubt, and who gets none. */
@RestController("crmMailApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1")
class MailApiController {

    private final Mails mails;
    private final Suppressions suppressions;
    private final ApiSupport api;

    MailApiController(Mails mails, Suppressions suppressions, ApiSupport api) {
        this.mails = mails;
        this.suppressions = suppressions;
        this.api = api;
    }

    /**
     * Lists mails, the latest first.
     *
     * @param state only in this state
     * @param kind only of this kind
     * @param text only to this address, or to recipients in whose address or name this stands, among the latest 20,000 mails
     * @param subject only about this record
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/mails")
    @Requires(Right.HANDLE_MAILS)
    ResponseEntity<ApiSlice<MailSummary>> listMails(
            @RequestParam(required = false) @Nullable MailState state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(mails.list(new MailQuery(state, kind, text, subject), new Paging(cursor, size)), request);
    }

    /** Counts mails by state; each number counts what the list gives for that state, and 10,000 stands for that many and more. */
    @GetMapping("/mails/figures")
    @Requires(Right.HANDLE_MAILS)
    Map<String, Long> mailFigures() {
        Map<String, Long> figures = new TreeMap<>();
        mails.figures().forEach((state, number) -> figures.put(state.code(), number));
        return figures;
    }

    /** Tells whether mails go out, and if not, why. */
    @GetMapping("/mails/sending")
    @Requires(Right.HANDLE_MAILS)
    SendingStatus mailSending() {
        return mails.sending();
    }

    /** Shows one mail with what happened. */
    @GetMapping("/mails/{id}")
    @Requires(Right.HANDLE_MAILS)
    ResponseEntity<MailView> getMail(@PathVariable MailId id) {
        MailView mail = mails.get(id);
        return api.found(mail, mail.summary().version());
    }

    /** Sends mails again that did not arrive or may not have, to the present address of the recipient: all that are named or none. */
    @PostMapping("/mails/send-again")
    @Requires(Right.HANDLE_MAILS)
    SettledBody sendMailsAgain(@Valid @RequestBody SeenMailsBody body) {
        return new SettledBody(mails.sendAgain(Objects.requireNonNull(body.mails())));
    }

    /** Says of mails in doubt that they arrived: all that are named or none. */
    @PostMapping("/mails/mark-sent")
    @Requires(Right.HANDLE_MAILS)
    SettledBody markMailsSent(@Valid @RequestBody SeenMailsBody body) {
        return new SettledBody(mails.markSent(Objects.requireNonNull(body.mails())));
    }

    /** Says of mails in doubt that nothing more is to be done: all that are named or none. */
    @PostMapping("/mails/give-up")
    @Requires(Right.HANDLE_MAILS)
    SettledBody giveMailsUp(@Valid @RequestBody SeenMailsBody body) {
        return new SettledBody(mails.giveUp(Objects.requireNonNull(body.mails())));
    }

    /**
     * Lists addresses that get no mails, the latest first.
     *
     * @param reason only for this reason
     * @param text only those in which this stands
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/suppressions")
    @Requires(Right.HANDLE_MAILS)
    ResponseEntity<ApiSlice<SuppressionView>> listSuppressions(
            @RequestParam(required = false) @Nullable SuppressionReason reason,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(suppressions.list(new SuppressionQuery(reason, text), new Paging(cursor, size)), request);
    }

    /** Ends mails to an address. Repeating the call changes nothing. */
    @PostMapping("/suppressions/add")
    @Requires(Right.HANDLE_MAILS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suppress(@Valid @RequestBody SuppressedBody body) {
        suppressions.add(
                Objects.requireNonNull(body.address()), body.remark(), Objects.requireNonNull(body.sensitivity()));
    }

    /** Takes one reason away for which an address gets no mails. */
    @PostMapping("/suppressions/{id}/lift")
    @Requires(Right.HANDLE_MAILS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void liftSuppression(@PathVariable SuppressionId id, @Valid @RequestBody LiftedBody body) {
        suppressions.lift(id, Objects.requireNonNull(body.why()));
    }
}
