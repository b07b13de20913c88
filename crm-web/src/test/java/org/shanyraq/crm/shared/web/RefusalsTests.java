package org.shanyraq.crm.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
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
    void theSmallerLimitOfTheServerIsTheOneThatHolds() {
        assertThat(limit(new MultipartConfigElement("", 1_048_576, 10_485_760, 0))
                        .bytes())
                .isEqualTo(1_048_576);
        assertThat(limit(new MultipartConfigElement("", -1, 10_485_760, 0)).bytes())
                .isEqualTo(10_485_760);
        assertThat(limit(new MultipartConfigElement("", -1, -1, 0)).bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(limit().bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(UploadLimit.megabytes(52_428_800)).isEqualTo(50);
        assertThat(UploadLimit.megabytes(524_288)).isEqualTo(0.5);
    }

    private static UploadLimit limit(MultipartConfigElement... servers) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (MultipartConfigElement server : servers) {
            beans.addBean("multipartConfigElement", server);
        }
        return new UploadLimit(beans.getBeanProvider(MultipartConfigElement.class));
    }
}
