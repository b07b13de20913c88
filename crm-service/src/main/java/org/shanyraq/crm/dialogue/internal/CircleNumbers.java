package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.Converter;
import org.shanyraq.crm.organisation.Circle;

@Converter
public final class CircleNumbers extends EnumNumbers<Circle> {

    public CircleNumbers() {
        super(Circle.class);
    }
}
