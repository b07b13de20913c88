package org.shanyraq.crm.mail.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and cuts a connection off when that answers a command in which a word stands: the server has done what it was told,
 * and nobody hears of it.
 */
final class CutOffProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int server;
    private final String word;
    private final AtomicInteger cuts = new AtomicInteger();

    CutOffProxy(int server, String word) throws IOException {
        this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.server = server;
        this.word = word;
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-off");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                AtomicBoolean cutting = new AtomicBoolean();
                start(() -> forward(client, behind, cutting, true));
                start(() -> forward(behind, client, cutting, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void forward(Socket from, Socket to, AtomicBoolean cutting, boolean commands) {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (commands && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(word)) {
                    cutting.set(true);
                }
                if (!commands && cutting.get()) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException gone) {
            // One side is gone, and so the other goes.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
