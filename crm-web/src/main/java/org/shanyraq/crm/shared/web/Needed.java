package org.shanyraq.crm.shared.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A part of the body of a call of the API that must be there. Until that was checked, it may be null. */
@Documented
@Constraint(validatedBy = {})
@NotNull
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needed {

    String message() default "crm.error.missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
