package org.shanyraq.crm.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.shared.internal.QrCode;

class DoorCodeTests {

    @Test
    void aCodeIsReadAsItIsWrittenAlsoInSmallLettersAndGroups() {
        DoorCode code = DoorCode.next();
        assertThat(code.text()).matches("[BCDFGHJKLNPRSTVX]{32}");
        assertThat(DoorCode.of(code.text()).orElseThrow().bytes()).isEqualTo(code.bytes());
        String grouped = code.text().toLowerCase(Locale.ROOT).replaceAll("(.{8})", "$1-");
        assertThat(DoorCode.of(' ' + grouped + '\n').orElseThrow().bytes()).isEqualTo(code.bytes());
        assertThat(DoorCode.next().text()).isNotEqualTo(code.text());
    }

    /** The keys of the two layouts, written down once more. */
    @Test
    void aCodeThatAScannerTypedOnACyrillicKeyboardIsReadToo() {
        String latin = "BCDFGHJKLNPRSTVX";
        String cyrillic = "исвапролдтзкыемч";
        assertThat(DoorCode.of(cyrillic + cyrillic).orElseThrow().text()).isEqualTo(latin + latin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Vasilenko", "BCDFGHJKLNPRSTVXBCDFGHJKLNPRSTV", "BCDFGHJKLNPRSTVXBCDFGHJKLNPRSTVA"})
    void aNameIsNoCode(String text) {
        assertThat(DoorCode.of(text)).isEmpty();
    }

    @Test
    void theCodeOnAPhotographIsReadAndAPictureWithoutOneSaysNothing() throws IOException {
        String text = DoorCode.next().text();
        assertThat(QrPicture.read(png(text, 6, Color.BLACK, Color.WHITE))).contains(text);
        assertThat(QrPicture.read(png(text, 60, Color.BLACK, Color.WHITE))).contains(text);
        assertThat(QrPicture.read(png(text, 6, Color.WHITE, Color.BLACK))).contains(text);
        assertThat(QrPicture.read(png(null, 6, Color.BLACK, Color.WHITE))).isEmpty();
        assertThat(QrPicture.read("no picture".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(QrPicture.read(new byte[0])).isEmpty();
    }

    private static byte[] png(@Nullable String text, int pixels, Color dark, Color light) throws IOException {
        QrCode.Code code = QrCode.of(text == null ? "X" : text);
        BufferedImage image =
                new BufferedImage(code.size() * pixels + 80, code.size() * pixels + 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(light);
        drawing.fillRect(0, 0, image.getWidth(), image.getHeight());
        drawing.setColor(dark);
        if (text != null) {
            code.dark()
                    .forEach(run -> drawing.fillRect(
                            40 + run.x() * pixels, 20 + run.y() * pixels, run.width() * pixels, pixels));
        }
        drawing.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    @Test
    void thePictureForAPageDrawsTheSameModules() {
        String text = DoorCode.next().text();
        String svg = QrCode.svg(text);
        assertThat(svg)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 33 33\"")
                .doesNotContain(text);
        assertThat(svg.chars().filter(letter -> letter == 'M').count())
                .isEqualTo(QrCode.of(text).dark().size() + 1);
    }
}
