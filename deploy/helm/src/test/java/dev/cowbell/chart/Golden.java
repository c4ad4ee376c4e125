package dev.cowbell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that is kept in the repository; -Dchart.golden.update=true writes it anew. */
final class Golden {
  private Golden() {}

  static void assertSame(Path kept, String now) throws IOException {
    if (Boolean.getBoolean("chart.golden.update")) {
      Files.createDirectories(kept.toAbsolutePath().getParent());
      Files.writeString(kept, now);
    }
    assertThat(now)
        .as("%s; where the difference is meant: -Dchart.golden.update=true", kept)
        .isEqualTo(Files.readString(kept));
  }
}
