package host.plain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "plain_ledger")
class Ledger {

    @Id
    @Nullable
    String name;

    protected Ledger() {}

    Ledger(String name) {
        this.name = name;
    }
}
