package org.shanyraq.crm.attendance.internal;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** QR codes that are read off the pictures of cameras. */
final class QrPicture {

    /** Longer sides are read in steps of several pixels. */
    private static final int ENOUGH_PIXELS = 1_600;

    private static final int MOST_PIXELS_OF_A_SIDE = 20_000;

    /** Decoders hold more of a picture than what is asked of them. */
    private static final long MOST_PIXELS = 30_000_000;

    /** So many are read at the same time; a camera sends the next picture soon. */
    private static final Semaphore AT_ONCE = new Semaphore(4);

    private QrPicture() {}

    /**
     * What the code on a picture says.
     *
     * @param picture from whomever
     * @return empty when there is none, or it is no picture
     */
    static Optional<String> read(byte[] picture) {
        String format = format(picture);
        if (format == null || !AT_ONCE.tryAcquire()) {
            return Optional.empty();
        }
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException noPicture) {
            return Optional.empty();
        } finally {
            AT_ONCE.release();
        }
    }

    /** What cameras and screens make; no other format is opened, whatever this machine could read. */
    private static @Nullable String format(byte[] picture) {
        if (picture.length > 3 && (picture[0] & 0xff) == 0xff && (picture[1] & 0xff) == 0xd8) {
            return "jpeg";
        }
        return picture.length > 3 && (picture[0] & 0xff) == 0x89 && picture[1] == 'P' && picture[2] == 'N'
                ? "png"
                : null;
    }

    private static Optional<String> read(ImageReader reader) throws IOException {
        int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
        if (longer > MOST_PIXELS_OF_A_SIDE || (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
            return Optional.empty();
        }
        // A picture is never held larger than it is looked at, whatever it claims to be.
        int step = Math.max(1, (longer + ENOUGH_PIXELS - 1) / ENOUGH_PIXELS);
        ImageReadParam sparing = reader.getDefaultReadParam();
        sparing.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = reader.read(0, sparing);
        LuminanceSource light = new RGBLuminanceSource(
                image.getWidth(),
                image.getHeight(),
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
        for (LuminanceSource one : List.of(light, light.invert())) {
            try {
                return Optional.of(new QRCodeReader()
                        .decode(
                                new BinaryBitmap(new HybridBinarizer(one)),
                                Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))
                        .getText());
            } catch (NotFoundException none) {
                // Perhaps light on dark, as on a phone in its dark mode.
            } catch (ReaderException unreadable) {
                // Perhaps the next picture is sharper.
            }
        }
        return Optional.empty();
    }
}
