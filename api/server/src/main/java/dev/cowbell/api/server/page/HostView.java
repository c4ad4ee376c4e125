package dev.cowbell.api.server.page;

import static java.util.stream.Collectors.groupingBy;

import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.FamilyId;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.Worker;
import dev.cowbell.api.server.report.Fact;
import java.util.List;
import java.util.Map;

/** One host with its families and workers. */
public record HostView(
    String name, boolean simulated, List<Fact> about, List<FamilyPanel> families, String version) {
  /**
   * One family.
   *
   * @param unread why some of its workers are not in the table; empty where all are
   */
  public record FamilyPanel(
      Link service, String arm, List<Fact> about, List<WorkerRow> workers, String unread) {}

  static HostView of(Host host, List<Family> families, List<Worker> workers, String version) {
    Map<FamilyId, List<Worker>> of = workers.stream().collect(groupingBy(Worker::family));
    return new HostView(
        host.hostname(),
        host.simulated(),
        about(host),
        families.stream().map(f -> family(f, of.getOrDefault(f.id(), List.of()))).toList(),
        version);
  }

  private static List<Fact> about(Host host) {
    return List.of(
        new Fact("Hardware", host.hardwareClass().name()),
        new Fact("Kernel", host.kernel()),
        new Fact("Memory available", Bytes.of(host.availableBytes()).text()),
        new Fact("Last tick", host.lastTickAt().map(Words::moment).orElse("none yet")),
        new Fact("Host id", host.hostId()));
  }

  private static FamilyPanel family(Family family, List<Worker> workers) {
    Quantity pss = Bytes.of(family.pssSumBytes());
    return new FamilyPanel(
        new Link(family.service(), Links.service(family.service())),
        family.arm(),
        List.of(
            new Fact("Master", "pid " + family.id().masterPid()),
            new Fact("Runtime", PolicyWords.runtime(family)),
            new Fact("Collector policy", PolicyWords.policy(family.policy())),
            new Fact("Workers", Integer.toString(family.workerCount())),
            new Fact(
                "Footprint",
                family.footprint().map(f -> Bytes.words(f.bytes())).orElse("not known yet")),
            new Fact("Sum of PSS", pss.text()),
            new Fact("Sum of RSS", Bytes.words(family.rssSumBytes()))),
        workers.stream().map(WorkerRow::of).toList(),
        unread(family, workers.size()));
  }

  private static String unread(Family family, int shown) {
    if (family.unreadableWorkerCount() > 0) {
      return "The kernel refused to show %s in detail: the collector needs CAP_SYS_PTRACE to read another user's processes."
          .formatted(Words.count(family.unreadableWorkerCount(), "worker"));
    }
    int missing = family.workerCount() - shown;
    return missing > 0
        ? "%s not read in full yet: full readings are taken within the collector's CPU budget."
            .formatted(Words.count(missing, "worker"))
        : "";
  }
}
