package org.shanyraq.crm.shared.web;

import org.springframework.beans.PropertyAccessException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DefaultBindingErrorProcessor;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** A value that a form or filter of the CRM cannot read is told in the house's words; forms of a host keep their own. */
@ControllerAdvice(basePackages = "org.shanyraq.crm")
final class BindingAdvice {

    @InitBinder
    void tellInWords(WebDataBinder binder) {
        binder.setBindingErrorProcessor(new DefaultBindingErrorProcessor() {

            @Override
            public void processPropertyAccessException(PropertyAccessException failure, BindingResult result) {
                String field = failure.getPropertyName();
                result.addError(new FieldError(
                        result.getObjectName(),
                        field == null ? "" : field,
                        failure.getValue(),
                        true,
                        new String[] {"crm.error.value"},
                        null,
                        "crm.error.value"));
            }
        });
    }
}
