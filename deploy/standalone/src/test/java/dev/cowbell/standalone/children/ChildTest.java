package dev.cowbell.standalone.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.embedded.Loopback;
import dev.cowbell.standalone.failure.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  @TempDir Path logs;

  @Test
  void awaitReady_ofAProcessThatEnds_quotesItsLastLine() {
    try (var child = shell("echo first; echo no broker at all; exit 3")) {
      assertThatThrownBy(() -> child.awaitReady(nobody(), LIMIT))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("ended with code 3")
          .hasMessageContaining("no broker at all");
    }
  }

  @Test
  void awaitReady_ofAProcessThatNeverAnswers_namesTheLog() {
    try (var child = shell("exec sleep 60")) {
      assertThatThrownBy(() -> child.awaitReady(nobody(), Duration.ZERO))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(logs.resolve("child.log").toString());
    }
  }

  @Test
  void close_endsTheProcess() {
    long children = children();
    shell("exec sleep 60").close();

    assertThat(children()).isEqualTo(children);
  }

  private Child shell(String script) {
    return Child.start("child", List.of("sh", "-c", script), Map.of(), logs);
  }

  private static URI nobody() {
    return URI.create("http://127.0.0.1:" + Loopback.freePort() + "/");
  }

  private static long children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }
}
