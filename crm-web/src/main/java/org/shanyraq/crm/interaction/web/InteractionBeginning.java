package org.shanyraq.crm.interaction.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.springframework.modulith.NamedInterface;

/** SPI: what the form of a new interaction begins with when a feature above hands something over to it. */
@NamedInterface("web")
public interface InteractionBeginning {

    /** By this name the form is asked to begin with it: {@code /interactions/new?from=<name>}. */
    String name();

    /** What there is for the acting officer to begin with, or null. */
    @Nullable
    InteractionDetails begin();
}
