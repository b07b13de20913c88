package host.plain;

import org.springframework.data.repository.CrudRepository;

interface LedgerRepository extends CrudRepository<Ledger, String> {}
