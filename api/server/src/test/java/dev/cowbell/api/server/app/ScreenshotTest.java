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
    "report-demo,  /report?service=demo, 1280, 2600",
    "report-demo,  /report?service=demo,  390, 5200",
    "overview,     /,                    1280, 1100",
    "overview,     /,                     390, 2400",
    "host-a,       /hosts/host-a,        1280, 2200",
    "host-b,       /hosts/host-b,         390, 2000",
    "locked,       /services/locked,     1280, 1700",
    "choice,       /services/shop,       1280,  600",
    "missing,      /services/none,       1280,  500"
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
