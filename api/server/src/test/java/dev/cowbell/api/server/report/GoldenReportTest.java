package dev.cowbell.api.server.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.server.app.NoDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Whole reports of fixed figures, word for word, without their style sheets. After a change on
 * purpose: run with {@code -Dgolden.write=true}, then read the difference.
 */
@QuarkusTest
@TestProfile(NoDatabase.class)
class GoldenReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void report_onOneService_isWordForWordAsBefore() throws Exception {
    assertIsAsBefore("report.html", ReportFile.html(FixedReport.single()));
  }

  @Test
  void report_onAFleet_isWordForWordAsBefore() throws Exception {
    assertIsAsBefore("fleet.html", ReportFile.html(FixedReport.fleet()));
  }

  @Test
  void report_onNothing_saysSo() {
    assertThat(new String(ReportFile.html(Report.EMPTY), UTF_8))
        .contains("No worker&#39;s sharing has been read yet", "0 workers of 0 services");
  }

  private static void assertIsAsBefore(String file, byte[] made) throws IOException {
    String html = new String(made, UTF_8).replaceAll("(?s)<style>.*</style>", "<style></style>");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN.resolve(file), html, UTF_8);
    }
    assertThat(html).isEqualTo(Files.readString(GOLDEN.resolve(file), UTF_8));
  }
}
