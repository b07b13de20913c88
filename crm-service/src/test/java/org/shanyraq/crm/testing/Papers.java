package org.shanyraq.crm.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as somebody may attach them, made up. */
public final class Papers {

    private static final String LISTING = """
            <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="xml" ContentType="application/xml"/><Override PartName="/main.xml" ContentType="%s"/></Types>""";

    private Papers() {}

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** A PDF of that size, each time the same. */
    public static byte[] pdf(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        byte[] head = text("%PDF-1.7\n");
        System.arraycopy(head, 0, content, 0, Math.min(head.length, size));
        return content;
    }

    /** A document of Office whose main part has that type, with further parts. */
    public static byte[] office(String mainType, String... parts) {
        String[] all = new String[parts.length * 2 + 4];
        all[0] = "[Content_Types].xml";
        all[1] = LISTING.formatted(mainType);
        all[2] = "main.xml";
        all[3] = "<main/>";
        for (int i = 0; i < parts.length; i++) {
            all[2 * i + 4] = parts[i];
            all[2 * i + 5] = "part";
        }
        return zip(all);
    }

    public static byte[] openDocument(String type, String... parts) {
        String[] all = new String[parts.length * 2 + 2];
        all[0] = "mimetype";
        all[1] = type;
        for (int i = 0; i < parts.length; i++) {
            all[2 * i + 2] = parts[i];
            all[2 * i + 3] = "part";
        }
        return zip(all);
    }

    /** @param parts name, content, name, content */
    public static byte[] zip(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream packing = new ZipOutputStream(bytes)) {
            for (int i = 0; i < parts.length; i += 2) {
                packing.putNextEntry(new ZipEntry(parts[i]));
                packing.write(text(parts[i + 1]));
                packing.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
