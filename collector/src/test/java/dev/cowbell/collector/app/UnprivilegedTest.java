package dev.cowbell.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.TextFormat;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector that runs as another user than the workers and without any capability. */
class UnprivilegedTest {
  private static final String NOBODY = "65534";
  @TempDir Path folder;

  @Test
  void workersOfAnotherUser_areShownWithTheReasonWhyTheyAreNotRead() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "skipped: only root can run the collector as another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: no setpriv (util-linux)");
    Optional<Path> python = Pythons.any();
    assumeTrue(python.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    try (PythonFamily real = PythonFamily.start(python.get(), folder, "pass", "pass", Map.of())) {
      int pid = real.fork(1).getFirst();

      Family family = family(tickAsNobody(), real.masterPid());

      assertThat(family.getWorkerCount()).isEqualTo(1);
      assertThat(family.getUnreadableWorkerCount()).isEqualTo(1);
      assertThat(family.getPolicy().getUnavailable().getReason())
          .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
      assertThat(family.getPssSumBytes().getUnavailable().getReason())
          .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
      assertThat(family.hasFootprint()).isFalse();
      assertThat(family.hasRuntime()).isFalse();
      assertThat(family.getRssSumBytes()).isPositive();
      Worker worker = family.getWorkers(0);
      assertThat(worker.getPid()).isEqualTo(pid);
      assertThat(worker.getMemory().getRssBytes()).isPositive();
      assertThat(worker.getInherited().getBytes().getBytes()).isPositive();
      assertThat(worker.getMemory().getFull().getUnavailable().getDetail())
          .contains("/smaps_rollup is refused by the kernel")
          .contains("CAP_SYS_PTRACE");
      assertThat(worker.getSharing().getUnavailable().getReason())
          .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED);
    }
  }

  private static Family family(HostTick tick, int masterPid) {
    return tick.getFamiliesList().stream()
        .filter(f -> f.getMasterPid() == masterPid)
        .findFirst()
        .orElseThrow();
  }

  private HostTick tickAsNobody() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "/usr/bin/setpriv",
            "--reuid",
            NOBODY,
            "--regid",
            NOBODY,
            "--clear-groups",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            readableClassPath(),
            CollectorMain.class.getName(),
            "--once");
    Process collector =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(collector.getInputStream().readAllBytes(), UTF_8);
    assertThat(collector.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return TextFormat.parse(text, HostTick.class);
  }

  /** The class path, copied to where anybody may read. */
  private String readableClassPath() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path source = Path.of(entry);
      Path target = folder.resolve(entries.size() + "-" + source.getFileName());
      if (Files.exists(source)) {
        copy(source, target);
        entries.add(target.toString());
      }
    }
    return String.join(File.pathSeparator, entries);
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
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
