package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * Sends a file so that a browser saves it, and neither shows nor runs it, whatever it holds. Nothing of the answer is begun before
 * the first byte is there, so what fails until then is answered like any other failure.
 */
public final class Download {

    /** Writes the content of the file. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    private final String fileName;
    private final String mediaType;
    private final @Nullable Long size;

    private Download(String fileName, String mediaType, @Nullable Long size) {
        this.fileName = fileName;
        this.mediaType = mediaType;
        this.size = size;
    }

    /** @param fileName under which it is saved, in whatever letters */
    public static Download of(String fileName, String mediaType) {
        return new Download(fileName, mediaType, null);
    }

    /** The same of so many bytes, by which the other end sees whether all of it came. */
    public Download ofSize(long bytes) {
        return new Download(fileName, mediaType, bytes);
    }

    /** @throws IOException what the content throws, or when the other end does not take it */
    public void send(HttpServletResponse response, Content content) throws IOException {
        OnceBegun out = new OnceBegun(response);
        content.write(out);
        out.begun();
    }

    /** The same without a content, for whoever only asks what there is. */
    public void announce(HttpServletResponse response) {
        response.setContentType(mediaType);
        if (size != null) {
            response.setContentLengthLong(size);
        }
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(fileName, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "none");
    }

    /** The body of the response, which begins with the first byte. */
    private final class OnceBegun extends OutputStream {

        private final HttpServletResponse response;
        private @Nullable OutputStream body;

        OnceBegun(HttpServletResponse response) {
            this.response = response;
        }

        OutputStream begun() throws IOException {
            if (body == null) {
                announce(response);
                body = response.getOutputStream();
            }
            return body;
        }

        @Override
        public void write(int oneByte) throws IOException {
            begun().write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            begun().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            if (body != null) {
                body.flush();
            }
        }
    }
}
