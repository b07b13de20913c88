package org.shanyraq.crm.mail.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server on the loopback interface that answers as it is told. */
final class ScriptedSmtp implements AutoCloseable {

    /** In place of an answer: nothing is said any more, and the connection stays open. */
    static final String STALL = "STALL";

    /** In place of an answer: the connection is closed. */
    static final String DROP = "DROP";

    /**
     * A mail that it has got.
     *
     * @param text headers and all
     */
    record Taken(String recipient, String text) {

        String messageId() {
            return text.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("message-id:"))
                    .map(line -> line.substring("message-id:".length()).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    volatile String banner = "220 scripted";
    volatile String onSender = "250 ok";
    volatile UnaryOperator<String> onRecipient = recipient -> "250 ok";
    volatile UnaryOperator<String> onContent = recipient -> "250 taken";
    volatile long nanosBeforeAnswer;
    volatile @Nullable SSLContext tls;

    private final ServerSocket server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedSmtp() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "scripted-smtp");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return server.getLocalPort();
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    List<String> recipients() {
        return taken.stream().map(Taken::recipient).toList();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread talking = new Thread(() -> talk(socket), "scripted-smtp-connection");
                talking.setDaemon(true);
                talking.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket first) {
        try (Socket socket = first) {
            new Conversation(socket).run();
        } catch (IOException gone) {
            // The other side hung up, as some tests do.
        } finally {
            open.remove(first);
        }
    }

    private final class Conversation {

        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String recipient = "";

        Conversation(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        void run() throws IOException {
            if (!answer(banner)) {
                return;
            }
            for (String line = line(); line != null; line = line()) {
                String command = line.toUpperCase(Locale.ROOT);
                boolean goOn = true;
                if (command.startsWith("EHLO")) {
                    boolean offer = tls != null && !(socket instanceof SSLSocket);
                    goOn = answer(offer ? "250-scripted\r\n250 STARTTLS" : "250 scripted");
                } else if (command.startsWith("STARTTLS")) {
                    answer("220 go ahead");
                    SSLSocket secure = (SSLSocket) Objects.requireNonNull(tls)
                            .getSocketFactory()
                            .createSocket(socket, "localhost", socket.getPort(), true);
                    secure.setUseClientMode(false);
                    secure.startHandshake();
                    socket = secure;
                    in = new BufferedInputStream(secure.getInputStream());
                    out = secure.getOutputStream();
                } else if (command.startsWith("MAIL")) {
                    goOn = answer(onSender);
                } else if (command.startsWith("RCPT")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    goOn = answer(onRecipient.apply(recipient));
                } else if (command.startsWith("DATA")) {
                    goOn = answer("354 go ahead") && take();
                } else if (command.startsWith("QUIT")) {
                    answer("221 bye");
                    return;
                } else {
                    goOn = answer("250 ok");
                }
                if (!goOn) {
                    return;
                }
            }
        }

        private boolean take() throws IOException {
            StringBuilder text = new StringBuilder();
            for (String line = line(); line != null; line = line()) {
                if (line.equals(".")) {
                    String answer = onContent.apply(recipient);
                    if (!answer.startsWith("4") && !answer.startsWith("5")) {
                        taken.add(new Taken(recipient, text.toString()));
                    }
                    LockSupport.parkNanos(nanosBeforeAnswer);
                    return answer(answer);
                }
                text.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
            }
            return false;
        }

        private boolean answer(String text) throws IOException {
            if (text.equals(STALL)) {
                try {
                    closing.await();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
                return false;
            }
            if (text.equals(DROP)) {
                return false;
            }
            out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        }

        private @Nullable String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int sign = in.read(); sign >= 0; sign = in.read()) {
                if (sign == '\n') {
                    return line.toString(StandardCharsets.UTF_8).replace("\r", "");
                }
                line.write(sign);
            }
            return null;
        }
    }
}
