package dev.cowbell.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java runtime needs of an operating system: the C library and a few lines about users and
 * names. No shell, no package manager, nothing that could be used by somebody who got in.
 *
 * @param libraries the C library's files, at the places where its loader looks for them
 * @param loader the program that loads programs, at the place that is compiled into them
 */
record SystemFiles(List<Path> libraries, Path loader) {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/lib/x86_64-linux-gnu"),
          Path.of("/lib/aarch64-linux-gnu"),
          Path.of("/usr/lib64"),
          Path.of("/lib64"));
  private static final List<Path> LOADERS =
      List.of(Path.of("/lib64/ld-linux-x86-64.so.2"), Path.of("/lib/ld-linux-aarch64.so.1"));
  private static final List<String> LIBRARIES =
      List.of(
          "libc.so.6",
          "libm.so.6",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1",
          "libresolv.so.2");
  private static final Pattern VERSION = Pattern.compile("GNU C Library \\(([^)]*)\\)");

  /** Those of the machine that builds. */
  static SystemFiles ofThisMachine() {
    Path folder =
        FOLDERS.stream()
            .filter(candidate -> Files.exists(candidate.resolve("libc.so.6")))
            .findFirst()
            .orElseThrow(() -> new Failure("No GNU C library found in any of " + FOLDERS));
    Path loader =
        LOADERS.stream()
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(() -> new Failure("No program loader found at any of " + LOADERS));
    return new SystemFiles(LIBRARIES.stream().map(folder::resolve).toList(), loader);
  }

  /** Such as "Debian GLIBC 2.36-9+deb12u13". */
  String version() {
    try {
      Matcher matcher = VERSION.matcher(Files.readString(libraries.getFirst(), ISO_8859_1));
      return matcher.find() ? matcher.group(1) : "unknown";
    } catch (IOException unreadable) {
      throw new Failure("Cannot read " + libraries.getFirst(), unreadable);
    }
  }

  void layInto(Path root) throws IOException {
    for (Path library : libraries) {
      copy(library, root);
    }
    copy(loader, root);
    Files.createDirectories(root.resolve("tmp"));
    // Where hosts, secrets and spools are mounted: a read-only root file system has to have them.
    for (String folder : List.of("proc", "sys", "dev", "run", "var/lib/cowbell/spool")) {
      Files.createDirectories(root.resolve(folder));
    }
    write(root, "passwd", "root:x:0:0:root:/:/none\ncowbell:x:10001:10001:cowbell:/:/none\n");
    write(root, "group", "root:x:0:\ncowbell:x:10001:\n");
    write(root, "nsswitch.conf", "hosts: files dns\n");
    write(root, "machine-id", "");
  }

  private static void copy(Path file, Path root) throws IOException {
    Path to = root.resolve(Path.of("/").relativize(file));
    Files.createDirectories(to.getParent());
    Files.copy(file, to); // follows the link: what is copied is a file
  }

  private static void write(Path root, String name, String text) throws IOException {
    Path file = root.resolve("etc").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
