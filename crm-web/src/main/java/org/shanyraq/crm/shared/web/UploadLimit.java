package org.shanyraq.crm.shared.web;

import jakarta.servlet.MultipartConfigElement;
import java.util.stream.LongStream;
import org.springframework.beans.factory.ObjectProvider;

/** How large a file the server lets in: inside a host that is what the host has set, whatever we would take. */
public final class UploadLimit {

    private final ObjectProvider<MultipartConfigElement> server;

    UploadLimit(ObjectProvider<MultipartConfigElement> server) {
        this.server = server;
    }

    /** Bytes of the largest file; {@link Long#MAX_VALUE} where the server sets no limit, or none that we know of. */
    public long bytes() {
        MultipartConfigElement limits = server.getIfUnique();
        return limits == null
                ? Long.MAX_VALUE
                : LongStream.of(limits.getMaxFileSize(), limits.getMaxRequestSize())
                        .filter(limit -> limit >= 0)
                        .min()
                        .orElse(Long.MAX_VALUE);
    }
}
