package dev.cowbell.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path root;

  @Test
  void open_ofNewFolder_remembersItsVersion() throws IOException {
    DataDirectory.open(root.resolve("new")).close();

    assertThat(root.resolve("new/VERSION")).content().isEqualTo(DataDirectory.VERSION + "\n");
  }

  @Test
  void open_twice_givesTheSameFolders() throws IOException {
    try (var first = DataDirectory.open(root)) {
      Files.writeString(first.folder("kafka").resolve("kept"), "data");
    }
    try (var second = DataDirectory.open(root)) {
      assertThat(second.folder("kafka").resolve("kept")).hasContent("data");
    }
  }

  @Test
  void open_ofAnotherVersion_saysWhatWasFoundAndWhatToDo() throws IOException {
    Files.writeString(root.resolve("VERSION"), "cowbell-data 99, postgresql 18\n");

    assertThatThrownBy(() -> DataDirectory.open(root))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cowbell-data 99, postgresql 18")
        .hasMessageContaining(DataDirectory.VERSION)
        .hasMessageContaining("--data")
        .hasMessageNotContaining("\n");
  }

  @Test
  void open_whileOpenElsewhere_saysSo() throws IOException {
    try (var held = DataDirectory.open(root)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> DataDirectory.open(root))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("in use by another Cowbell");
    }
  }

  @Test
  void open_whereAFileStands_saysSo() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");

    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(file.toString());
  }
}
