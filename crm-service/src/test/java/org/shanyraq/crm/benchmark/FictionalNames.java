package org.shanyraq.crm.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.PersonName;

/**
 * Names of people in the proportions of a large directory: some given names are those of one in fifty, the commonest family
 * name is that of one in a hundred, and most of the {@value #FAMILIES} family names are those of a handful.
 */
final class FictionalNames {

    static final int FAMILIES = 200_000;

    /** Latin spelling, and the native one where it is written otherwise. */
    private record Part(String latin, @Nullable String own, String language) {}

    private final List<Part> given = parts("given-names.csv");
    private final List<Part> family = parts("family-names.csv");
    private final double[] givenOdds = odds(given.size(), 0.5);
    private final double[] familyOdds = odds(FAMILIES, 0.75);

    FictionalNames() {
        Collections.shuffle(given, new Random(1));
        Collections.shuffle(family, new Random(2));
    }

    private static List<Part> parts(String file) {
        try {
            var resource = FictionalNames.class.getResource("/crm/demo/" + file);
            if (resource == null) {
                throw new IllegalStateException("No " + file);
            }
            List<Part> parts = new ArrayList<>();
            List<String> lines = Files.readAllLines(Path.of(resource.toURI()), StandardCharsets.UTF_8);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                parts.add(new Part(
                        cells[2], cells[3].isEmpty() || cells[3].equals(cells[2]) ? null : cells[3], cells[0]));
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The share of the first, of the first two, and so on, when each is rarer than the one before. */
    private static double[] odds(int number, double steepness) {
        double[] odds = new double[number];
        double sum = 0;
        for (int i = 0; i < number; i++) {
            sum += Math.pow(i + 1, -steepness);
            odds[i] = sum;
        }
        for (int i = 0; i < number; i++) {
            odds[i] /= sum;
        }
        return odds;
    }

    private static int draw(double[] odds, Random random) {
        int found = Arrays.binarySearch(odds, random.nextDouble());
        return Math.min(odds.length - 1, found < 0 ? -found - 1 : found);
    }

    /** Given name by how common it is, 0 the commonest. */
    String given(int rank) {
        return given.get(rank).latin();
    }

    /** Family name by how common it is, 0 the commonest. */
    String family(int rank) {
        return family.get(rank % family.size()).latin() + ending(rank / family.size());
    }

    /** In its own script, for one of the commonest. */
    @Nullable
    String ownFamily(int rank) {
        return family.get(rank).own();
    }

    int commonFamilies() {
        return family.size();
    }

    private static String ending(int number) {
        return number == 0
                ? ""
                : "" + "aeiouy".charAt(number % 6) + "bcdfghjklmnprstvwxz".charAt(number / 6 % 19)
                        + (number < 114 ? "" : "" + "aeiouy".charAt(number / 114 % 6));
    }

    /** The names of one person. */
    List<PersonName> draw(Random random) {
        Part first = given.get(draw(givenOdds, random));
        int rank = draw(familyOdds, random);
        Part last = family.get(rank % family.size());
        List<PersonName> names = new ArrayList<>();
        names.add(new PersonName(PersonName.Kind.LATIN, first.latin(), family(rank), null));
        if (last.own() != null && rank < family.size()) {
            names.add(new PersonName(
                    PersonName.Kind.NATIVE,
                    first.own() == null ? first.latin() : first.own(),
                    last.own(),
                    last.language()));
        }
        return names;
    }
}
