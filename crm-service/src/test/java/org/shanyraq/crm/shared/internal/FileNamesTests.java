package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Threat F7: the name of a file is a text. */
class FileNamesTests {

    @Test
    void aNameIsKeptInItsScriptWithoutFoldersAndWithoutWhatCannotBeSeen() {
        assertThat(FileNames.shown("Сөз сөйлеу — 2026.pdf")).isEqualTo("Сөз сөйлеу — 2026.pdf");
        assertThat(FileNames.shown("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileNames.shown("C:\\Users\\ida\\speech.docx")).isEqualTo("speech.docx");
        assertThat(FileNames.shown("a\0b\r\n\u202Efdp.exe")).isEqualTo("abfdp.exe");
        assertThat(FileNames.shown("cafe\u0301.txt")).isEqualTo("café.txt");
        assertThat(FileNames.shown(".htaccess")).isEqualTo(".htaccess");
        assertThat(FileNames.shown(" ")).isEqualTo("?");
        assertThat(FileNames.shown("folder/")).isEqualTo("?");
        assertThat(FileNames.shown("\uD800")).isEqualTo("?");
    }

    @Test
    void aLongNameIsCutBeforeItsEnding() {
        String cut = FileNames.shown("𝒜".repeat(300) + ".pdf");
        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(200);
        assertThat(cut).startsWith("𝒜𝒜").endsWith("𝒜….pdf");
        assertThat(FileNames.shown("x".repeat(200))).hasSize(200).doesNotContain("…");
        assertThat(FileNames.shown("x." + "y".repeat(300))).hasSize(200).endsWith("y…");
    }
}
