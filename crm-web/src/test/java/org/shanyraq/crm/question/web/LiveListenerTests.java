package org.shanyraq.crm.question.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** One browser that listens, over connections that take what they are given, take nothing for a while, or are gone. */
class LiveListenerTests {

    private final Connection connection = new Connection();
    private final AtomicInteger ended = new AtomicInteger();
    private final LiveListener listener = new LiveListener(
            new MockAsyncContext(new MockHttpServletRequest(), new MockHttpServletResponse()),
            connection,
            "mark",
            0,
            ended::incrementAndGet);

    @Test
    void nothingIsWrittenBeforeTheServerLetsIt() {
        listener.tell(bytes("one"));
        assertThat(connection.written()).isEmpty();
        listener.onWritePossible();
        assertThat(connection.written()).isEqualTo("one|");
    }

    @Test
    void whatIsToldIsWrittenAndFlushedAtOnce() {
        listener.onWritePossible();
        listener.tell(bytes("one"));
        listener.tell(bytes("two"));
        assertThat(connection.written()).isEqualTo("one|two|");
        assertThat(listener.stuckSince()).isZero();
    }

    @Test
    void ofWhatComesFasterThanItIsTakenOnlyTheLastIsWritten() {
        listener.onWritePossible();
        connection.takes = false;
        listener.tell(bytes("one"));
        listener.nudge(bytes("nudge"));
        listener.tell(bytes("two"));
        listener.tell(bytes("three"));
        assertThat(connection.written()).isEmpty();
        assertThat(listener.stuckSince()).isNotZero();
        connection.takes = true;
        listener.onWritePossible();
        assertThat(connection.written()).isEqualTo("three|");
        assertThat(listener.stuckSince()).isZero();
    }

    @Test
    void aConnectionThatIsGoneEndsItOnce() {
        listener.onWritePossible();
        connection.gone = true;
        listener.tell(bytes("one"));
        listener.tell(bytes("two"));
        listener.end();
        listener.onError(new IOException("reset"));
        assertThat(ended).hasValue(1);
        assertThat(connection.written()).isEmpty();
    }

    private static byte[] bytes(String words) {
        return words.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes "|" where it was flushed. */
    private static final class Connection extends ServletOutputStream {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private boolean takes = true;
        private boolean gone;

        String written() {
            return out.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return takes;
        }

        @Override
        public void setWriteListener(WriteListener writer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) throws IOException {
            if (gone) {
                throw new IOException("connection reset");
            }
            assertThat(takes).as("written only when it may be").isTrue();
            out.write(one);
        }

        @Override
        public void flush() {
            out.write('|');
        }
    }
}
