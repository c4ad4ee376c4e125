package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages as a browser draws them, kept under target/screenshots to be looked at. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class ScreenshotTest {
  private static final Path PICTURES = Path.of("target/screenshots");

  @TestHTTPResource URI server = URI.create("http://injected.invalid");

  @ParameterizedTest
  @CsvSource({
    "report,         /report,                          1280, 4200",
    "fleet,          /,                                1280, 2400",
    "fleet,          /,                                 390, 4200",
    "services,       /services,                         390, 1800",
    "service,        /services/demo,                   1280, 4600",
    "service,        /services/demo,                    390, 7600",
    "choice,         /services/shop,                   1280,  600",
    "locked,         /services/locked,                 1280, 2300",
    "class,          /classes/Sandy%20Bridge-EP%20%2F%2032%20cores%20%2F%2032%20GiB, 1280, 2000",
    "class,          /classes/Sandy%20Bridge-EP%20%2F%2032%20cores%20%2F%2032%20GiB,  390, 2800",
    "experiments,    /experiments,                     1280,  900",
    "experiment,     /experiments/demo?arm=frozen,     1280, 3200",
    "experiment,     /experiments/demo?arm=frozen,      390, 5000",
    "recommendation,"
        + " /recommendations/demo%7CIce%20Lake-SP%20%2F%204%20cores%20%2F%2016%20GiB%7CGC_POLICY,"
        + " 1280, 1100",
    "recommendation,"
        + " /recommendations/demo%7CIce%20Lake-SP%20%2F%204%20cores%20%2F%2016%20GiB%7CGC_POLICY, "
        + " 390, 1500",
    "host,           /hosts/host-a,                    1280, 3600",
    "host,           /hosts/host-a,                     390, 6400",
    "family,         /hosts/host-a/families/1000-5000, 1280, 1500",
    "family,         /hosts/host-a/families/1000-5000,  390, 2600",
    "plan,           /plan,                            1280, 2200",
    "plan,           /plan?months=24&growth=40&growth-high=45&headroom=10,  390, 4200",
    "plan-refused,   /plan?growth=much,                1280, 1200",
    "missing,        /services/none,                   1280,  500"
  })
  void page_isDrawnWithoutAWordOnTheConsole(
      String name, String path, int width, int height, @TempDir Path profile) throws Exception {
    Browser browser = new Browser(profile);
    Files.createDirectories(PICTURES);
    Path png = PICTURES.resolve(name + "-" + width + ".png");

    String console = browser.picture(server.resolve(path).toString(), width, height, png);

    assertThat(console).isEmpty();
    BufferedImage drawn = ImageIO.read(png.toFile());
    assertThat(drawn.getWidth()).isEqualTo(width);
    assertThat(colours(drawn)).as("colours on the page").isGreaterThan(20);
  }

  private static long colours(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .boxed()
        .flatMap(y -> IntStream.range(0, image.getWidth()).mapToObj(x -> image.getRGB(x, y)))
        .distinct()
        .count();
  }
}
