package dev.cowbell.api.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFileTest {
  /** Of the token "test". */
  private static final String HASH =
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  @TempDir Path folder = Path.of("");

  @Test
  void holder_isFoundByTokenAndByCertificate() throws IOException {
    AccessFile file =
        read(
            "# people\n\noperator alice "
                + HASH.toUpperCase(Locale.ROOT).replace("SHA256", "sha256")
                + "\nviewer g certificate:g.example\n");

    assertThat(file.holder("test")).map(AccessLine::name).contains("alice");
    assertThat(file.holder("test")).map(AccessLine::role).contains(Role.OPERATOR);
    assertThat(file.holder("certificate:g.example")).isEmpty();
    assertThat(file.named("g.example")).map(AccessLine::role).contains(Role.VIEWER);
    assertThat(file.named(HASH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin alice sha256:00",
        "viewer alice",
        "viewer alice my-token-in-plain-text",
        "viewer alice sha256:1234",
        "viewer alice certificate:"
      })
  void line_thatIsWrong_isNamedByNumberAndNotRepeated(String line) {
    assertThatThrownBy(() -> read("viewer good " + HASH + "\n" + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2: expected")
        .hasMessageNotContaining("my-token");
  }

  @Test
  void proof_thatStandsTwice_isRefused() {
    assertThatThrownBy(() -> read("viewer a " + HASH + "\noperator b " + HASH + "\n"))
        .hasMessageContaining("line 2");
  }

  @Test
  void change_isTaken_unlessItIsWrong() throws IOException {
    AccessFile file = read("viewer a " + HASH + "\n");

    write("nonsense\n", 1000);
    file.refresh();
    assertThat(file.holder("test")).map(AccessLine::role).contains(Role.VIEWER);

    write("operator a " + HASH + "\n", 2000);
    file.refresh();
    assertThat(file.holder("test")).map(AccessLine::role).contains(Role.OPERATOR);
  }

  private AccessFile read(String text) throws IOException {
    write(text, 0);
    return AccessFile.read(folder.resolve("access"));
  }

  private void write(String text, long changedMillis) throws IOException {
    Path file = folder.resolve("access");
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(changedMillis));
  }
}
