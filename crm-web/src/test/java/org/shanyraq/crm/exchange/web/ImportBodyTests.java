package org.shanyraq.crm.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.web.ImportSettingsBody.ColumnBody;

class ImportBodyTests {

    private final ImportBodyMapper bodies = new GeneratedImportBodyMapper();

    @Test
    void whatIsLeftOutIsReadAsAFileUsuallyIs() {
        ImportSettings settings = bodies.settings(new ImportSettingsBody(
                null, null, null, null, List.of(new ColumnBody(3, null, null, null)), null, null, null));

        assertThat(settings)
                .isEqualTo(new ImportSettings(
                        "UTF-8", ",", 0, true, List.of(new ColumnMapping(3, null, null, Map.of())), "en", false, null));
    }

    @Test
    void aColumnThatIsNotSaidIsRefusedAtItsPlace() {
        ImportSettingsBody body = new ImportSettingsBody(
                null, null, null, null, List.of(new ColumnBody(null, null, null, null)), null, null, null);

        try (ValidatorFactory validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(body))
                    .extracting(ConstraintViolation::getPropertyPath)
                    .extracting(Object::toString)
                    .containsExactly("columns[0].column");
        }
    }
}
