package org.shanyraq.crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a newcomer runs: without a fitting JDK it says in one line what to do, and fetches nothing. */
@EnabledOnOs(OS.LINUX)
class WrapperTests {

    private static final String OLD = "openjdk version \"1.8.0_392\"";

    private final Path folder;
    private final Path path;

    WrapperTests(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.path = Files.createDirectory(folder.resolve("path"));
        Files.createSymbolicLink(path.resolve("uname"), Path.of("/usr/bin/uname"));
    }

    @Test
    void withoutAnyJavaItSaysWhatToInstall() throws Exception {
        assertThat(refusal(Map.of()))
                .startsWith(
                        "Shanyraq CRM needs a JDK 17 or newer, but there is none on the PATH, and JAVA_HOME is not set.")
                .contains("apt-get install openjdk-17-jdk", "https://adoptium.net", "JAVA_HOME");
    }

    @Test
    void anOldJavaIsNamedWithItsVersion() throws Exception {
        program(path, "java", OLD);
        program(path, "javac", "javac 1.8.0_392");
        assertThat(refusal(Map.of())).contains("but " + path.resolve("java") + " is version 1.8.0_392.");
    }

    @Test
    void aJavaWithoutACompilerIsNotEnough() throws Exception {
        program(path, "java", "openjdk version \"21\" 2023-09-19");
        assertThat(refusal(Map.of())).contains("but " + path.resolve("java") + " comes without the compiler javac.");
    }

    @Test
    void whatJavaHomeNamesIsWhatCounts() throws Exception {
        program(path, "java", "openjdk version \"21\" 2023-09-19");
        program(path, "javac", "javac 21");
        Path home = Files.createDirectories(folder.resolve("jdk8"));
        assertThat(refusal(Map.of("JAVA_HOME", home.toString())))
                .contains("but there is none in JAVA_HOME, which is " + home + ".");
        Path programs = Files.createDirectory(home.resolve("bin"));
        program(programs, "java", OLD);
        program(programs, "javac", "javac 1.8.0_392");
        assertThat(refusal(Map.of("JAVA_HOME", home.toString())))
                .contains("but " + programs.resolve("java") + " is version 1.8.0_392.");
    }

    /** All that the wrapper says, which is one line. */
    private String refusal(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", wrapper().toString(), "--version");
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        assertThat(said).hasLineCount(1);
        assertThat(folder.resolve(".m2")).doesNotExist();
        return said;
    }

    private static Path wrapper() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder.resolve("mvnw");
            }
        }
        throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
    }

    /** A program that says its version where Java does. */
    private static void program(Path folder, String name, String version) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\necho '" + version + "' >&2\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
