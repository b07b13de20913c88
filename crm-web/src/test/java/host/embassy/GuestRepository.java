package host.embassy;

import org.springframework.data.repository.CrudRepository;

interface GuestRepository extends CrudRepository<Guest, String> {}
