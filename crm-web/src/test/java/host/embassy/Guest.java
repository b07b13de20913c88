package host.embassy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "host_guest")
class Guest {

    @Id
    @Nullable
    String name;

    protected Guest() {}

    Guest(String name) {
        this.name = name;
    }
}
