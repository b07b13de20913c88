package org.shanyraq.crm.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.shared.Megabytes;
import org.shanyraq.crm.shared.TooLargeException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

class RefusalsTests {

    @Test
    void aFileThatIsTooLargeIsToldFromWhatCannotBeReadWhoeverFoundIt() {
        for (Exception size : List.of(
                new FileSizeLimitExceededException("too large", 2, 1),
                new SizeLimitExceededException("too large", 2, 1))) {
            InvalidParameterException asked = new InvalidParameterException(size, 413);
            assertThat(Refusals.of(asked, true).status()).isEqualTo(413);
            assertThat(Refusals.of(new MaxUploadSizeExceededException(-1, asked), true)
                            .status())
                    .isEqualTo(413);
        }
        assertThat(Refusals.of(new InvalidParameterException("a broken escape"), true)
                        .status())
                .isEqualTo(400);
        assertThat(Refusals.of(new MultipartException("no boundary"), true).status())
                .isEqualTo(400);
    }

    @Test
    void aFileThatIsLargerThanAFeatureTakesIsTooLargeAndSaysHowLargeItMayBe() {
        Refusal refusal = Refusals.of(new TooLargeException("crm.dialogue.file.too-large", 2.0), true);
        assertThat(refusal.status()).isEqualTo(413);
        assertThat(refusal.detailKey()).isEqualTo("crm.dialogue.file.too-large");
        assertThat(refusal.arguments()).isEqualTo(List.of(2.0));
    }

    @Test
    void aFullDiskIsToldFromAFileThatCannotBeRead() {
        for (Exception full : List.of(
                new UncheckedIOException(new IOException("No space left on device")),
                new MultipartException("broken off", new IOException("/tmp/upload.tmp: No space left on device")),
                new MultipartException("broken off", new IOException("File too large")),
                new UncategorizedSQLException("insert", "…", new SQLException("The table is full", "HY000", 1114)),
                new UncategorizedSQLException("insert", "…", new SQLException("Disk full", "HY000", 1021)))) {
            assertThat(Refusals.of(full, true)).isEqualTo(Refusal.of(507, "storage-full"));
        }
        assertThat(Refusals.of(new UncheckedIOException(new IOException("Connection reset")), true)
                        .status())
                .isEqualTo(500);
        assertThat(Refusals.of(new MultipartException("broken off", new IOException("Stream ended")), true)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theSmallerLimitOfTheServerIsTheOneThatHolds() {
        assertThat(limit(new MultipartConfigElement("", 1_048_576, 10_485_760, 0))
                        .bytes())
                .isEqualTo(1_048_576);
        assertThat(limit(new MultipartConfigElement("", -1, 10_485_760, 0)).bytes())
                .isEqualTo(10_485_760);
        assertThat(limit(new MultipartConfigElement("", -1, -1, 0)).bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(limit().bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(Megabytes.of(52_428_800)).isEqualTo(50);
        assertThat(Megabytes.of(524_288)).isEqualTo(0.5);
    }

    private static UploadLimit limit(MultipartConfigElement... servers) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (MultipartConfigElement server : servers) {
            beans.addBean("multipartConfigElement", server);
        }
        return new UploadLimit(beans.getBeanProvider(MultipartConfigElement.class));
    }
}
