package org.shanyraq.crm.demo.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.mission.MissionView;
import org.shanyraq.crm.mission.Officers;

/** Officers of a demonstration mission beside the one who enters its data; nobody can sign in as one of them. */
class DemoOfficers {

    private static final List<String> DIPLOMATS = List.of("Aigerim Saparova", "Timur Bekov");

    private static final List<String> PLANNERS = List.of("Dinara Amanova", "Ruslan Tleuov");

    private final OfficerDirectory directory;
    private final Officers officers;
    private final Access access;

    DemoOfficers(OfficerDirectory directory, Officers officers, Access access) {
        this.directory = directory;
        this.officers = officers;
        this.access = access;
    }

    /** Who decides on what was proposed in the acting officer's mission. */
    Officer approver() {
        return signedIn(
                "demo-approval-" + mission(),
                Officer.Kind.SYSTEM,
                "Demonstration approval",
                Role.MANAGER,
                Sensitivity.CONFIDENTIAL);
    }

    /** Two people who do not exist and plan the dialogues of the acting officer's mission. */
    List<OfficerId> planners() {
        return PLANNERS.stream()
                .map(name -> signedIn(
                                "demo-" + name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + mission(),
                                Officer.Kind.PERSON,
                                name,
                                Role.PROTOCOL,
                                Sensitivity.RESTRICTED)
                        .id())
                .toList();
    }

    /** Two people who do not exist and meet others for the acting officer's mission. */
    List<Officer> diplomats() {
        return DIPLOMATS.stream()
                .map(name -> signedIn(
                        "demo-" + name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + mission(),
                        Officer.Kind.PERSON,
                        name,
                        Role.DIPLOMAT,
                        Sensitivity.RESTRICTED))
                .toList();
    }

    private Officer signedIn(String subject, Officer.Kind kind, String name, Role role, Sensitivity clearance) {
        return directory.signedIn(
                new SignIn("demo", subject, kind, name, null, Set.of(role), Set.of(mission()), clearance));
    }

    private String mission() {
        return officers.missions().stream()
                .filter(one -> one.id().equals(access.home()))
                .map(MissionView::code)
                .findFirst()
                .orElseThrow();
    }
}
