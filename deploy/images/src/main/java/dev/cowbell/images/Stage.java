package dev.cowbell.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program's root file system on disk, from which it is trained and packed. All files are as old
 * as jib makes them: a class cache remembers the age of each jar.
 *
 * @param root what becomes / of the image
 */
record Stage(Program program, Path root) {
  static final Instant AGE = Instant.ofEpochSecond(1);
  private static final String JAVA = "opt/java";
  private static final String COWBELL = "opt/cowbell";

  /** Lays out everything but the class cache. */
  static Stage lay(Program program, Path root, JavaRuntime runtime) throws IOException {
    deleteAll(root);
    Stage stage = new Stage(program, root);
    SystemFiles.ofThisMachine().layInto(root);
    runtime.layInto(root.resolve(JAVA), program.modules());
    for (Path jar : program.jars()) {
      copy(jar, root.resolve(COWBELL).resolve(folderOf(jar)).resolve(jar.getFileName()));
    }
    stage.write("java.args", stage.arguments("/" + COWBELL + "/"));
    stage.setAge();
    return stage;
  }

  Path java() {
    return root.resolve(JAVA + "/bin/java");
  }

  Path cache() {
    return root.resolve(COWBELL + "/program.aot");
  }

  void write(String name, String text) throws IOException {
    Path file = root.resolve(COWBELL).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(AGE));
  }

  /**
   * The class path, with libraries and own jars below this place.
   *
   * @param place ends with a slash
   */
  String classPath(String place) {
    return program.jars().stream()
        .map(jar -> place + folderOf(jar) + "/" + jar.getFileName())
        .collect(Collectors.joining(":"));
  }

  /** For java @java.args: what users add comes behind the main class. */
  String arguments(String place) {
    List<String> lines = new ArrayList<>(program.flags());
    lines.add("-XX:AOTCache=" + place + "program.aot");
    lines.add("-Xlog:aot=off,cds=off,class+path=off");
    lines.add("-cp");
    lines.add(classPath(place));
    lines.add(program.mainClass());
    return String.join("\n", lines) + "\n";
  }

  private static String folderOf(Path jar) {
    if (Program.isGenerated(jar)) {
      return "generated";
    }
    return Program.isOwn(jar) ? "app" : "lib";
  }

  /** Libraries as they are; what this build made without when it was made. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    if (Program.isOwn(from)) {
      Jars.copy(from, to);
    } else {
      Files.copy(from, to);
    }
  }

  private void setAge() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(AGE));
      }
    }
  }

  static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(Stage::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException busy) {
      throw new UncheckedIOException(busy);
    }
  }
}
