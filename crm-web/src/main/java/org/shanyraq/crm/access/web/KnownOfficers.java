package org.shanyraq.crm.access.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.SignIn;
import org.springframework.beans.factory.ObjectProvider;

/** The officers behind the sign-ins of the last minutes, so that not every request asks the database who somebody is. */
final class KnownOfficers {

    private static final Duration LIVE = Duration.ofMinutes(5);
    private static final int SIZE = 5_000;

    private final ObjectProvider<OfficerDirectory> directory;
    private final Clock clock;
    private final Map<SignIn, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SignIn, Known> eldest) {
            return size() > SIZE;
        }
    };

    KnownOfficers(ObjectProvider<OfficerDirectory> directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Who acts, with exactly the roles, missions and clearance of that sign-in. */
    Officer of(SignIn signIn) {
        Instant now = clock.instant();
        SignIn undated = signIn.at(null);
        synchronized (known) {
            Known found = known.get(undated);
            if (found != null && found.until().isAfter(now)) {
                return found.officer();
            }
        }
        Officer officer = directory.getObject().signedIn(signIn);
        synchronized (known) {
            known.remove(undated);
            known.put(undated, new Known(officer, now.plus(LIVE)));
        }
        return officer;
    }

    private record Known(Officer officer, Instant until) {}
}
