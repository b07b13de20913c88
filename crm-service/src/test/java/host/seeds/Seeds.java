package host.seeds;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** See the package. */
public final class Seeds {

    private Seeds() {}

    @Entity
    public static class PublicThing {
        @Id
        @Nullable
        String id;
    }

    public interface PublicThings extends Repository<PublicThing, String> {}

    @AutoConfiguration
    public static class OpenConfiguration {}

    @AutoConfiguration
    public static final class LoudConfiguration {
        @Bean
        public String loud() {
            return "";
        }
    }

    static final class ThingImpl {}

    static final class ThingUtils {}

    static final class ThingDto {}

    static final class ThingHelper {}

    static final class ThingManager {}

    static final class ThingEntity {}

    static final class Service {
        @Requires(Right.BE_HERE)
        void unchecked() {}
    }

    @Facade
    interface StaticFacade {
        @Requires(Right.BE_HERE)
        static void reached() {}
    }

    @Controller
    static class FinalController {
        @Requires(Right.BE_HERE)
        final void handler() {}
    }

    static final class OldLog {
        final Logger log = Logger.getLogger("old");
    }

    static final class Injected {
        @Autowired
        @Nullable
        String field;
    }

    static final class OldDate {
        java.util.@Nullable Date date;
    }
}
