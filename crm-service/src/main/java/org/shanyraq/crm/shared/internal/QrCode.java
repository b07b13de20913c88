package org.shanyraq.crm.shared.internal;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** QR codes, made for pages, badges and walls. */
public final class QrCode {

    /** Light border, in modules, that readers need. */
    private static final int BORDER = 4;

    private QrCode() {}

    /**
     * A dark stretch of a line.
     *
     * @param width in modules, as all of it
     */
    public record Run(int x, int y, int width) {}

    /**
     * A code, with its light border.
     *
     * @param size of a side
     */
    public record Code(int size, List<Run> dark) {}

    /** @param text capital letters and digits give the smallest code */
    public static Code of(String text) {
        BitMatrix matrix;
        try {
            matrix = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    BORDER));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("too long for a code: " + text.length(), tooLong);
        }
        List<Run> dark = new ArrayList<>();
        for (int y = 0; y < matrix.getHeight(); y++) {
            int from = -1;
            for (int x = 0; x <= matrix.getWidth(); x++) {
                boolean set = x < matrix.getWidth() && matrix.get(x, y);
                if (set && from < 0) {
                    from = x;
                } else if (!set && from >= 0) {
                    dark.add(new Run(from, y, x - from));
                    from = -1;
                }
            }
        }
        return new Code(matrix.getWidth(), dark);
    }

    /** For a page. */
    public static String svg(String text) {
        Code code = of(text);
        StringBuilder path = new StringBuilder();
        code.dark().forEach(run -> path.append('M')
                .append(run.x())
                .append(' ')
                .append(run.y())
                .append('h')
                .append(run.width())
                .append("v1h-")
                .append(run.width())
                .append('z'));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/><path d=\"%2$s\"/></svg>"
                .formatted(code.size(), path);
    }
}
