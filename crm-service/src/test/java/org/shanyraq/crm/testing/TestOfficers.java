package org.shanyraq.crm.testing;

import java.util.Set;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;

/** Signs fictional officers in. The same role and mission always give the same officer. */
public final class TestOfficers {

    private final OfficerDirectory directory;

    public TestOfficers(OfficerDirectory directory) {
        this.directory = directory;
    }

    public Officer viewer(String mission) {
        return officer(Role.VIEWER, mission, Sensitivity.INTERNAL);
    }

    public Officer diplomat(String mission) {
        return officer(Role.DIPLOMAT, mission, Sensitivity.RESTRICTED);
    }

    public Officer protocol(String mission) {
        return officer(Role.PROTOCOL, mission, Sensitivity.RESTRICTED);
    }

    public Officer manager(String mission) {
        return officer(Role.MANAGER, mission, Sensitivity.CONFIDENTIAL);
    }

    public Officer privacyOfficer(String mission) {
        return officer(Role.PRIVACY_OFFICER, mission, Sensitivity.INTERNAL);
    }

    public Officer administrator(String mission) {
        return officer(Role.ADMINISTRATOR, mission, Sensitivity.INTERNAL);
    }

    public Officer headquarters(String mission) {
        return officer(Role.HEADQUARTERS, mission, Sensitivity.CONFIDENTIAL);
    }

    /** Somebody who is signed in and belongs nowhere. */
    public Officer nobody() {
        return directory.signedIn(new SignIn(
                "test", "nobody", Officer.Kind.PERSON, "Nobody", null, Set.of(), Set.of(), Sensitivity.PUBLIC));
    }

    public Officer officer(Role role, String mission, Sensitivity clearance) {
        String subject = role.code() + "-" + mission + "-" + clearance.code();
        return directory.signedIn(new SignIn(
                "test",
                subject,
                Officer.Kind.PERSON,
                subject,
                subject + "@mission.example",
                Set.of(role),
                Set.of(mission),
                clearance));
    }
}
