package dev.cowbell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrerequisitesTest {
  @Test
  void requireMemory_ofTooLittle_saysHowMuchThereIs() {
    assertThatThrownBy(() -> Prerequisites.requireMemory(1_500_000_000L))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("3 GB")
        .hasMessageContaining("1.5 GB");
  }

  @Test
  void requireWritable_inAMissingFolder_isRefusedBeforeTheLoad() {
    assertThatThrownBy(() -> Prerequisites.requireWritable(Path.of("/nonexistent/report.html")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("/nonexistent/report.html");
  }

  @Test
  void parseAvailableBytes_readsKibibytes() {
    var lines = List.of("MemTotal:       24000000 kB", "MemAvailable:   23000000 kB");

    assertThat(Prerequisites.parseAvailableBytes(lines)).isEqualTo(23_000_000L * 1024);
  }
}
