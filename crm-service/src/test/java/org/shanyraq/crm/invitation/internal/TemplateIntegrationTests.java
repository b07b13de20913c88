package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;

/** Templates of mails to guests; threats Z1, Z6 and C4. */
@ServiceTest
class TemplateIntegrationTests extends OfficerScene {

    private static final TemplateText ENGLISH = new TemplateText("{{theme}}", "{{salutation}},\n\n{{answer_link}}");

    @Autowired
    private Templates templates;

    private Officer protocol;
    private Officer viewer;
    private Officer foreigner;
    private String name = "";

    @BeforeEach
    void signIn() {
        protocol = officers.protocol("template-one");
        viewer = officers.viewer("template-one");
        foreigner = officers.manager("template-two");
        name = UnusualNames.next();
    }

    @Test
    void aTemplateIsMadeChangedArchivedAndRestoredAndAllOfItIsTold() {
        TemplateView made = as(protocol, () -> templates.create(invitation(" " + name + " ", Map.of("en", ENGLISH))));
        assertThat(made.details()).isEqualTo(invitation(name, Map.of("en", ENGLISH)));
        assertThat(as(viewer, () -> templates.get(made.id()))).isEqualTo(made);
        assertThat(listed(TemplateKind.INVITATION, Archived.WITHOUT)).contains(made);
        assertThat(listed(null, Archived.WITHOUT)).contains(made);
        assertThat(listed(TemplateKind.REMINDER, Archived.WITHOUT)).doesNotContain(made);

        TemplateDetails both = invitation(
                name, Map.of("en", ENGLISH, "ru", new TemplateText("{{theme}}", "Ждём Вас.\r\n{{answer_link}}")));
        TemplateView changed = as(protocol, () -> templates.change(made.id(), 0, both));
        assertThat(changed.version()).isEqualTo(1);
        assertThat(changed.details().texts().get("ru"))
                .isEqualTo(new TemplateText("{{theme}}", "Ждём Вас.\n{{answer_link}}"));
        assertThat(as(protocol, () -> templates.change(made.id(), 1, changed.details())))
                .isEqualTo(changed);
        assertThatThrownBy(() -> as(protocol, () -> templates.change(made.id(), 0, both)))
                .isInstanceOf(StaleVersionException.class);

        TemplateView archived = as(protocol, () -> templates.archive(made.id(), 1));
        assertThat(listed(null, Archived.WITHOUT)).doesNotContain(archived);
        assertThat(listed(null, Archived.ONLY)).contains(archived);
        as(protocol, () -> templates.restore(made.id(), archived.version()));
        assertThat(as(viewer, () -> templates.history(made.id(), Paging.first(10)))
                        .items())
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.RESTORED, AuditAction.ARCHIVED, AuditAction.CHANGED, AuditAction.CREATED);
    }

    @Test
    void whatIsWrongWithATemplateIsSaidByLanguageAndNothingIsKept() {
        TemplateView made = as(protocol, () -> templates.create(invitation(name, Map.of("en", ENGLISH))));
        TemplateText without = new TemplateText("x", "{{email}}");
        assertThat(refused(() -> templates.create(invitation(" ", Map.of()))))
                .containsExactlyInAnyOrder(tuple("name", "template-name"), tuple("texts", "template-texts"));
        assertThat(refused(
                        () -> templates.change(made.id(), 0, invitation(name, Map.of("en", ENGLISH, "fr", without)))))
                .containsExactlyInAnyOrder(
                        tuple("texts[fr].body", "template-placeholder"), tuple("texts[fr].body", "template-needs"));
        for (String language : List.of("deu", "xx", "de-AT", "")) {
            assertThat(refused(() -> templates.change(made.id(), 0, invitation(name, Map.of(language, ENGLISH)))))
                    .containsExactly(tuple("texts", "language"));
        }
        assertThat(refused(() -> templates.change(
                        made.id(), 0, new TemplateDetails(TemplateKind.REMINDER, name, Map.of("en", ENGLISH)))))
                .containsExactly(tuple("kind", "template-kind"));
        assertThat(as(viewer, () -> templates.get(made.id()))).isEqualTo(made);
        assertThatThrownBy(() -> as(viewer, () -> templates.create(invitation(name, Map.of("en", ENGLISH)))))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void templatesOfAnotherMissionDoNotExist() {
        TemplateView made = as(protocol, () -> templates.create(invitation(name, Map.of("en", ENGLISH))));
        for (Supplier<?> act : List.<Supplier<?>>of(
                () -> templates.get(made.id()),
                () -> templates.change(made.id(), 0, made.details()),
                () -> templates.archive(made.id(), 0),
                () -> templates.restore(made.id(), 0),
                () -> templates.history(made.id(), Paging.first(10)))) {
            assertThatThrownBy(() -> as(foreigner, act)).isInstanceOf(NotFoundException.class);
        }
        assertThat(as(foreigner, () -> templates.list(null, Archived.BOTH, Paging.first(100)))
                        .items())
                .doesNotContain(made);
        assertThat(as(viewer, () -> templates.get(made.id()))).isEqualTo(made);
    }

    private List<TemplateView> listed(@org.jspecify.annotations.Nullable TemplateKind kind, Archived archived) {
        return as(viewer, () -> templates.list(kind, archived, Paging.first(100)))
                .items();
    }

    private List<Tuple> refused(Supplier<?> act) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> as(protocol, act));
        return refused.violations().stream()
                .map(violation -> tuple(violation.field(), violation.key().replace("crm.invitation.error.", "")))
                .toList();
    }

    private static TemplateDetails invitation(String name, Map<String, TemplateText> texts) {
        return new TemplateDetails(TemplateKind.INVITATION, name, texts);
    }
}
