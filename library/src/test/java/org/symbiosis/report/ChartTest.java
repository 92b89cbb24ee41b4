package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Axes AXES = new Axes("Accuracy", "epoch", "top-1, %");
    private static final double[] X = {1, 2, 3, 4};

    @Test
    void everyKindOfChartDecodesAtTwiceThePageSize() throws IOException {
        List<Chart> charts =
                List.of(
                        new LineChart(AXES, List.of(Series.of("a", X, X))),
                        new BarChart(
                                AXES, List.of("u", "v"), List.of(BarChart.Group.of("a", 1, 2))),
                        new ScatterChart(AXES, X, X, new int[] {0, 1, -1, 0}, List.of("u", "v")));
        for (Chart chart : charts) {
            Png png = chart.png();
            BufferedImage image = read(png);
            assertThat(image.getWidth()).isEqualTo(2 * ChartStyle.WIDTH);
            assertThat(image.getHeight()).isEqualTo(2 * ChartStyle.HEIGHT);
            assertThat(png.pageWidth()).isEqualTo(ChartStyle.WIDTH);
        }
    }

    @Test
    void aLineIsDrawnInItsColourAndItsSpreadAsAFaintBand() throws IOException {
        List<double[]> runs = List.of(new double[] {1, 2, 3, 4}, new double[] {3, 4, 5, 6});
        Png band = new LineChart(AXES, List.of(Series.over("a", X, runs))).png();
        Png bare = new LineChart(AXES, List.of(Series.of("a", X, X))).png();
        assertThat(count(read(band), Palette.colour(0))).isGreaterThan(500);
        Color faint = new Color(0xCF, 0xE4, 0xF1); // 48 / 255 of the blue on white
        assertThat(near(read(band), faint)).isGreaterThan(5000);
        assertThat(near(read(bare), faint)).isLessThan(500);
    }

    @Test
    void gapsAndRunsWithoutAnyNumberDoNotStopAChart() throws IOException {
        double[] nothing = {Double.NaN, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY};
        double[] gap = {1, Double.NaN, 3, 4};
        Series all = Series.over("diverged", X, List.of(nothing, nothing));
        Series some = Series.over("gap", X, List.of(gap, X));
        assertThat(read(new LineChart(AXES, List.of(all, some)).png())).isNotNull();
        assertThat(read(new LineChart(AXES, List.of(all)).png())).isNotNull();
        Series point = Series.of("a", new double[] {3}, new double[] {5});
        assertThat(read(new LineChart(AXES, List.of(point)).png())).isNotNull();
        assertThat(
                        read(
                                new BarChart(
                                                AXES,
                                                List.of("u"),
                                                List.of(BarChart.Group.of("a", Double.NaN)))
                                        .png()))
                .isNotNull();
    }

    @Test
    void theSpreadOverSeedsIsTheSampleDeviation() {
        Series s =
                Series.over(
                        "a",
                        new double[] {0},
                        List.of(new double[] {1}, new double[] {2}, new double[] {6}));
        assertThat(s.mean()[0]).isEqualTo(3);
        assertThat(s.spread()[0]).isEqualTo(Math.sqrt((4 + 1 + 9) / 2.0));
        assertThat(Spread.of(7).deviation()).isZero();
        assertThat(Spread.of().mean()).isNaN();
    }

    @Test
    void barsStandOnZeroSoThatTheirLengthIsTheirValue() throws IOException {
        BufferedImage image =
                read(
                        new BarChart(
                                        AXES,
                                        List.of("u", "v"),
                                        List.of(BarChart.Group.of("a", 50, 100)))
                                .png());
        int left = 0;
        int right = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            int height = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                height += image.getRGB(x, y) == Palette.colour(0).getRGB() ? 1 : 0;
            }
            left = x < image.getWidth() / 2 ? Math.max(left, height) : left;
            right = Math.max(right, height);
        }
        assertThat(right).isGreaterThan(200);
        assertThat((double) left / right).isBetween(0.48, 0.52);
    }

    @Test
    void classesHaveTheirColoursAndPointsWithoutAClassAreGrey() throws IOException {
        Axes bare = new Axes("", "", "");
        int[] classes = {0, 1, -1, 2};
        BufferedImage image =
                read(new ScatterChart(bare, X, X, classes, List.of("u", "v", "w")).png());
        assertThat(count(image, Palette.colour(0))).isGreaterThan(40);
        assertThat(count(image, Palette.colour(1))).isGreaterThan(40);
        assertThat(count(image, Palette.colour(2))).isGreaterThan(40);
        assertThat(count(image, Palette.NONE)).isGreaterThan(40);
        assertThat(count(image, Palette.colour(3))).isZero();
    }

    @Test
    void hundredClassesAreDrawnWithoutALegend() throws IOException {
        List<String> names = new ArrayList<>();
        double[] x = new double[100];
        int[] classes = new int[100];
        for (int i = 0; i < 100; i++) {
            names.add("class " + i);
            x[i] = i;
            classes[i] = i;
        }
        assertThat(read(new ScatterChart(AXES, x, x, classes, names).png())).isNotNull();
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> Series.of("a", X, new double[3])).hasMessageContaining("3 means");
        assertThatThrownBy(() -> Series.over("a", X, List.of(new double[3])))
                .hasMessageContaining("same places");
        assertThatThrownBy(() -> new LineChart(AXES, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new BarChart(
                                        AXES, List.of("u"), List.of(BarChart.Group.of("a", 1, 2))))
                .hasMessageContaining("2 bars for 1 categories");
        assertThatThrownBy(() -> new ScatterChart(AXES, X, X, new int[] {0, 0, 0, 1}, List.of("u")))
                .hasMessageContaining("class 1 has no name");
    }

    private static BufferedImage read(Png png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png.bytes()));
    }

    private static int count(BufferedImage image, Color colour) {
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                n += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return n;
    }

    private static int near(BufferedImage image, Color colour) {
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color c = new Color(image.getRGB(x, y));
                int far =
                        Math.abs(c.getRed() - colour.getRed())
                                + Math.abs(c.getGreen() - colour.getGreen())
                                + Math.abs(c.getBlue() - colour.getBlue());
                n += far < 9 ? 1 : 0;
            }
        }
        return n;
    }
}
