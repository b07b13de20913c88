package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.Converter;
import org.shanyraq.crm.organisation.Level;

@Converter
public final class LevelNumbers extends EnumNumbers<Level> {

    public LevelNumbers() {
        super(Level.class);
    }
}
