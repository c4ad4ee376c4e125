package dev.cowbell.collector.tick;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.sampling.ReadingPlan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A copy of the captured family that a test may damage: master 10365, workers 10366 to 10368. */
final class CapturedTree {
  static final int MASTER = 10365;
  static final int WORKER = 10366;

  final Path root;
  final SteppedClock clock = new SteppedClock();
  private final Path source;

  CapturedTree(Path root) throws IOException {
    this.root = root;
    source = folder("/proc/forked-cpython");
    for (Path file : files()) {
      Path copy = root.resolve(source.relativize(file).toString());
      Files.createDirectories(Objects.requireNonNull(copy.getParent()));
      Files.copy(file, copy);
    }
    // All run one program, so that links are followed too.
    Path program = Files.writeString(root.resolve("program"), "");
    for (int pid : new ProcFs(root).pids()) {
      Files.createSymbolicLink(root.resolve(pid + "/exe"), program);
    }
  }

  /** All files, relative to the root. */
  List<String> names() throws IOException {
    return files().stream().map(file -> source.relativize(file).toString()).sorted().toList();
  }

  byte[] original(String name) throws IOException {
    return Files.readAllBytes(source.resolve(name));
  }

  void write(String name, byte[] bytes) throws IOException {
    Files.write(root.resolve(name), bytes);
  }

  /**
   * Changes a process's stat line.
   *
   * @param field its number in proc_pid_stat(5), from 3
   */
  void setStat(int pid, int field, String value) throws IOException {
    String text = Files.readString(root.resolve(pid + "/stat"), ISO_8859_1);
    int end = text.lastIndexOf(')') + 2;
    List<String> fields = new ArrayList<>(List.of(text.substring(end).strip().split(" ", -1)));
    fields.set(field - 3, value);
    write(
        pid + "/stat",
        (text.substring(0, end) + String.join(" ", fields) + "\n").getBytes(ISO_8859_1));
  }

  HostCollector collector() {
    return collector(new ProcFs(root));
  }

  HostCollector collector(ProcFs procFs) {
    HostCollector.Settings settings =
        new HostCollector.Settings(
            HostIdentity.newBuilder().setHostId("captured").build(),
            root,
            Path.of("/nowhere"),
            Duration.ofMillis(100),
            ReadingPlan.of(Duration.ZERO),
            1,
            1024 * 1024);
    return new HostCollector(settings, procFs, clock, () -> 0);
  }

  /** A tick ten seconds after the last. */
  HostTick next(HostCollector collector) {
    clock.step(Duration.ofSeconds(10));
    return collector.collect().build();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static Path folder(String resource) {
    URL url = Objects.requireNonNull(CapturedTree.class.getResource(resource));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
