package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.why.WhyMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The collector as a process of its own, under whatever identity a launcher gives it. */
final class CollectorProcess {
  private final Path folder;

  /**
   * @param folder where the class path is copied to, so that any user may read it
   */
  CollectorProcess(Path folder) {
    this.folder = folder;
  }

  /** One tick, as the collector prints it with --once. */
  HostTick tick(List<String> launcher) throws IOException, InterruptedException {
    return TextFormat.parse(run(launcher, "--once"), HostTick.class);
  }

  /** What it prints. */
  String run(List<String> launcher, String... arguments) throws IOException, InterruptedException {
    return run(launcher, CollectorMain.class, arguments).out;
  }

  /** What {@code ./cowbell why} answers under this identity. */
  Ended why(List<String> launcher, String... arguments) throws IOException, InterruptedException {
    return run(launcher, WhyMain.class, arguments);
  }

  /** How a process ended and what it printed. */
  record Ended(int exit, String out, String err) {}

  private Ended run(List<String> launcher, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            readableClassPath(),
            main.getName()));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, Files.readString(err));
  }

  static Family family(HostTick tick, int masterPid) {
    return tick.getFamiliesList().stream()
        .filter(f -> f.getMasterPid() == masterPid)
        .findFirst()
        .orElseThrow();
  }

  private String readableClassPath() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path source = Path.of(entry);
      Path target = folder.resolve(entries.size() + "-" + source.getFileName());
      if (Files.exists(source)) {
        if (Files.notExists(target)) {
          copy(source, target);
        }
        entries.add(target.toString());
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  /** A link is readable where the folder it came from is not, and costs nothing. */
  private static void linkOrCopy(Path file, Path to) throws IOException {
    try {
      Files.createLink(to, file);
    } catch (FileSystemException otherFileSystem) {
      Files.copy(file, to);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(target.resolve(source.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy =
                file.equals(source) ? target : target.resolve(source.relativize(file).toString());
            linkOrCopy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
