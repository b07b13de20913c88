package org.shanyraq.crm.exchange.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Says what kind of file comes only when its first byte does, so that a refusal before is an ordinary answer. */
final class LateStream extends OutputStream {

    private final HttpServletResponse response;
    private final Runnable begin;
    private boolean begun;

    LateStream(HttpServletResponse response, Runnable begin) {
        this.response = response;
        this.begin = begin;
    }

    private OutputStream out() throws IOException {
        if (!begun) {
            begun = true;
            begin.run();
        }
        return response.getOutputStream();
    }

    @Override
    public void write(int b) throws IOException {
        out().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out().write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
        if (begun) {
            response.getOutputStream().flush();
        }
    }
}
