package org.shanyraq.crm.invitation.internal;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class TemplateService implements Templates {

    private static final int LONGEST_NAME = 120;
    private static final int MOST_LANGUAGES = 30;

    private final Access access;
    private final TemplateRepository all;
    private final TemplateReader reader;
    private final StandardTexts standard;
    private final AuditTrail audit;

    TemplateService(
            Access access, TemplateRepository all, TemplateReader reader, StandardTexts standard, AuditTrail audit) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.standard = standard;
        this.audit = audit;
    }

    @Override
    @Transactional
    public TemplateView create(TemplateDetails details) {
        MissionId mission = access.home();
        MailTemplate template = MailTemplate.create(mission, checked(details, null));
        all.saveAndFlush(template);
        audit.record(subject(template), AuditAction.CREATED, null, Noted.of(template.details()));
        return view(template.id());
    }

    @Override
    @Transactional
    public TemplateView change(TemplateId id, long version, TemplateDetails details) {
        MailTemplate template = find(id, version);
        Noted before = Noted.of(template.details());
        if (template.change(checked(details, template.kind()))) {
            all.saveAndFlush(template);
            audit.record(subject(template), AuditAction.CHANGED, before, Noted.of(template.details()));
        }
        return view(id);
    }

    @Override
    @Transactional
    public TemplateView archive(TemplateId id, long version) {
        MailTemplate template = find(id, version);
        if (template.archive()) {
            all.saveAndFlush(template);
            audit.record(subject(template), AuditAction.ARCHIVED, null, null);
        }
        return view(id);
    }

    @Override
    @Transactional
    public TemplateView restore(TemplateId id, long version) {
        MailTemplate template = find(id, version);
        if (template.restore()) {
            all.saveAndFlush(template);
            audit.record(subject(template), AuditAction.RESTORED, null, null);
        }
        return view(id);
    }

    /** A template as the audit trail keeps it: language by language. */
    private record Noted(TemplateKind kind, String name, LocalizedText subject, LocalizedText body) {

        static Noted of(TemplateDetails details) {
            Map<String, String> subjects = new TreeMap<>();
            Map<String, String> bodies = new TreeMap<>();
            details.texts().forEach((language, text) -> {
                subjects.put(language, text.subject());
                bodies.put(language, text.body());
            });
            return new Noted(details.kind(), details.name(), new LocalizedText(subjects), new LocalizedText(bodies));
        }
    }

    private static TemplateDetails checked(TemplateDetails details, @Nullable TemplateKind kind) {
        Findings findings = new Findings("crm.invitation.error.");
        String name = findings.line("name", details.name(), LONGEST_NAME);
        if (details.name().isBlank()) {
            findings.add("name", "template-name");
        }
        if (!details.kind().byOfficers()) {
            findings.add("kind", "not-by-hand");
        }
        if (kind != null && kind != details.kind()) {
            findings.add("kind", "template-kind");
        }
        Map<String, TemplateText> texts = new TreeMap<>();
        details.texts().forEach((language, text) -> {
            if (Findings.isLanguage(language)) {
                Findings part = findings.within("texts[" + language + "].");
                texts.put(language, Wording.checked(text, details.kind(), part));
            } else {
                findings.add("texts", "language", language.length() > 20 ? language.substring(0, 20) : language);
            }
        });
        if (details.texts().isEmpty()) {
            findings.add("texts", "template-texts");
        }
        if (details.texts().size() > MOST_LANGUAGES) {
            findings.add("texts", "template-languages", MOST_LANGUAGES);
        }
        findings.throwIfAny();
        return new TemplateDetails(details.kind(), name, texts);
    }

    private MailTemplate find(TemplateId id, long version) {
        AccessScope scope = access.scope();
        MailTemplate template =
                all.findByIdAndMissionIdIn(id.value(), scope.missionIds()).orElseThrow(NotFoundException::new);
        template.requireVersion(version);
        return template;
    }

    /** A template speaks of nobody: whoever belongs to the mission may see it. */
    private static AuditSubject subject(MailTemplate template) {
        return new AuditSubject(TemplateReader.KIND, template.id(), template.mission(), Sensitivity.PUBLIC);
    }

    private TemplateView view(TemplateId id) {
        return reader.view(id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public TemplateView get(TemplateId id) {
        return view(id);
    }

    @Override
    public Slice<TemplateView> list(@Nullable TemplateKind kind, Archived archived, Paging paging) {
        return reader.list(kind, archived, access.scope(), paging);
    }

    @Override
    public TemplateDetails standard(TemplateKind kind) {
        return standard.of(kind);
    }

    @Override
    public Slice<AuditEntry> history(TemplateId id, Paging paging) {
        AccessScope scope = access.scope();
        view(id);
        return audit.historyOf(id, scope, paging);
    }
}
