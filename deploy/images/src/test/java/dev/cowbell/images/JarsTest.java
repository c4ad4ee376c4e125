package dev.cowbell.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {
  @TempDir Path folder;

  @Test
  void copy_ofJarsWithTheSameInAnotherOrderAndOfAnotherAge_isTheSameBits() throws IOException {
    Path one = jar("one.jar", List.of("b.class", "META-INF/MANIFEST.MF", "a.class"), 0);
    Path other = jar("other.jar", List.of("META-INF/MANIFEST.MF", "a.class", "b.class"), 1L << 40);

    Jars.copy(one, folder.resolve("one-copy.jar"));
    Jars.copy(other, folder.resolve("other-copy.jar"));

    assertThat(folder.resolve("one-copy.jar"))
        .hasSameBinaryContentAs(folder.resolve("other-copy.jar"));
    try (ZipFile copy = new ZipFile(folder.resolve("one-copy.jar").toFile())) {
      assertThat(copy.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "a.class", "b.class");
      assertThat(copy.getInputStream(copy.getEntry("a.class"))).hasContent("of a.class");
    }
  }

  private Path jar(String name, List<String> entries, long age) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        ZipEntry made = new ZipEntry(entry);
        made.setTime(age);
        jar.putNextEntry(made);
        jar.write(("of " + entry).getBytes(UTF_8));
        jar.closeEntry();
      }
    }
    return file;
  }
}
