package org.shanyraq.crm.standalone;

import java.util.List;

/** The application cannot start with what was set; each line says one thing and what to do. */
public class UnusableSettingsException extends IllegalStateException {

    private final transient List<String> lines;

    UnusableSettingsException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    List<String> lines() {
        return lines;
    }
}
