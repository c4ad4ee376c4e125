package dev.cowbell.bench.collector;

import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Skipped;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the collector costs and how right it is: the real artefact with its own flags, a real
 * broker, forked workers, a peer on the same workers in the same run, and the truth from page
 * frames.
 *
 * @param size how large the steady part is
 * @param part what of it is run
 */
public record CollectorBenchmark(Size size, Part part) {
  /** What of it is run. */
  public enum Part {
    ALL,
    STEADY,
    ACCURACY
  }

  private static final List<String> STEADY =
      List.of(
          "cpu_percent_of_core",
          "cpu_ratio_process_exporter_to_cowbell",
          "read_cost_ratio_to_c",
          "rss_bytes",
          "anonymous_bytes",
          "rss_slope_bytes_per_hour");
  private static final Findings NOTHING = new Findings(List.of(), List.of());

  /** Runs it; as long as the steady part and two minutes. */
  public Findings run() throws IOException, InterruptedException {
    Optional<Path> python = Programs.installed("python3");
    if (python.isEmpty()) {
      return withoutPython();
    }
    Path folder = Files.createTempDirectory("cowbell-bench-collector");
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(Files.createDirectory(folder.resolve("kafka")))) {
      Programs programs = new Programs(Files.createDirectory(folder.resolve("programs")));
      Findings steady =
          part == Part.ACCURACY ? NOTHING : steady(python.get(), kafka, programs, folder);
      Findings accuracy =
          part == Part.STEADY ? NOTHING : accuracy(python.get(), kafka, programs, folder);
      return joined(steady, accuracy);
    } finally {
      remove(folder);
    }
  }

  private Findings steady(Path python, EmbeddedKafka kafka, Programs programs, Path folder)
      throws IOException, InterruptedException {
    try (Conversation family = Conversation.start("family", workers(python, programs))) {
      List<String> ready = family.answer();
      Findings run = new SteadyRun(size, kafka.bootstrap(), folder).run();
      return joined(run, new ReadCost(ready.subList(2, ready.size()), programs).run());
    }
  }

  private List<String> workers(Path python, Programs programs) throws IOException {
    return List.of(
        python.toString(),
        programs.shipped("workers.py").toString(),
        Integer.toString(size.workers()),
        Integer.toString(size.mib()),
        Integer.toString(size.busyWorkers()));
  }

  private static Findings accuracy(Path python, EmbeddedKafka kafka, Programs programs, Path folder)
      throws IOException, InterruptedException {
    if (!Files.isReadable(Path.of("/proc/kpagecount"))) {
      return Accuracy.skipped("page frames are shown to root alone, in /proc/kpagecount");
    }
    return new Accuracy(python, kafka.bootstrap(), programs, folder).run();
  }

  private static Findings withoutPython() {
    String reason = "there is no python3 here";
    return new Findings(
        List.of(),
        Stream.concat(STEADY.stream(), Accuracy.NAMES.stream())
            .map(name -> new Skipped(name, reason))
            .toList());
  }

  private static Findings joined(Findings one, Findings other) {
    return new Findings(
        Stream.concat(one.results().stream(), other.results().stream()).toList(),
        Stream.concat(one.skipped().stream(), other.skipped().stream()).toList());
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
