package org.shanyraq.crm.interaction.internal;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Interactions for writing; whether one may be seen is known to {@link InteractionReader}. */
interface InteractionRepository extends JpaRepository<Interaction, UUID> {}
