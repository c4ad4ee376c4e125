package dev.cowbell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  @TempDir Path folder;

  /** Pools ask for each new connection, so a rotated secret needs no restart. */
  @Test
  void now_ofAFileThatWasChanged_isWhatItSaysNow() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "before\n");
    Secret secret = new Secret("PASSWORD", Optional.of("elsewhere"), Optional.of(file));

    assertThat(secret.now()).contains("before");
    Files.writeString(file, "after\n");
    assertThat(secret.now()).contains("after");
  }

  @Test
  void now_withoutAFile_isTheSetting() {
    assertThat(new Secret("PASSWORD", Optional.of("here"), Optional.empty()).now())
        .contains("here");
  }

  @Test
  void now_ofAFileThatIsGone_namesItsSetting() {
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> new Secret("PASSWORD", Optional.empty(), Optional.of(gone)).now())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("PASSWORD_FILE is \"" + gone + "\"; it has to be a file that can be read");
  }
}
