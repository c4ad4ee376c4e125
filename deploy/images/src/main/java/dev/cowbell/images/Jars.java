package dev.cowbell.images;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Jars whose bits depend on what is in them, not on when and in which order it was put there. */
final class Jars {
  /** Without a time zone, unlike an instant; the first that a jar can hold. */
  private static final LocalDateTime AGE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private Jars() {}

  /** Copies a jar, its entries in the order of their names, the manifest first, all of one age. */
  static void copy(Path from, Path to) throws IOException {
    try (ZipFile jar = new ZipFile(from.toFile());
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(to));
        ZipOutputStream copy = new ZipOutputStream(file)) {
      List<? extends ZipEntry> entries =
          jar.stream()
              .sorted(
                  Comparator.comparing((ZipEntry entry) -> !entry.getName().equals(MANIFEST))
                      .thenComparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(AGE);
        copy.putNextEntry(same);
        jar.getInputStream(entry).transferTo(copy);
        copy.closeEntry();
      }
    }
  }
}
