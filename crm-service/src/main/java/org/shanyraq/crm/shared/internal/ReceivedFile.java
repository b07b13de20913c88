package org.shanyraq.crm.shared.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.shanyraq.crm.shared.CrmException;
import org.shanyraq.crm.shared.Sha256;

/**
 * What somebody sent, in one of {@link TemporaryFiles} until it is closed.
 *
 * @param hash SHA-256 of the content, as 64 hexadecimal digits in lower case
 */
public record ReceivedFile(Path file, long size, String hash) implements Closeable {

    /**
     * Takes a stream in, up to the limit; nothing is left behind when that fails.
     *
     * @param most bytes
     * @param tooLarge what is thrown when there are more
     * @throws IOException also when there is no room
     */
    public static ReceivedFile take(InputStream content, long most, Supplier<? extends CrmException> tooLarge)
            throws IOException {
        Path file = TemporaryFiles.create();
        try {
            MessageDigest digest = Sha256.digest();
            long size = 0;
            byte[] buffer = new byte[65_536];
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    size += read;
                    if (size > most) {
                        throw tooLarge.get();
                    }
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            return new ReceivedFile(file, size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException | RuntimeException | Error failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
