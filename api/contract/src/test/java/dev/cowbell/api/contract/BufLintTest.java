package dev.cowbell.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** buf's STANDARD rules and a comment on every element; see buf.yaml. */
class BufLintTest {
  @Test
  void contract_passesBufLint() throws IOException, InterruptedException {
    Optional<Path> buf = buf();
    assumeTrue(
        buf.isPresent(),
        "skipped: no buf on the PATH and none named by COWBELL_BUF (npm package @bufbuild/buf)");

    Process lint =
        new ProcessBuilder(List.of(buf.orElseThrow().toString(), "lint"))
            .redirectErrorStream(true)
            .start();
    String findings = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(lint.waitFor()).as(findings).isZero();
    assertThat(findings).isEmpty();
  }

  private static Optional<Path> buf() {
    String named = System.getenv("COWBELL_BUF");
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, "buf"));
    return Stream.concat(Optional.ofNullable(named).map(Path::of).stream(), onPath)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
