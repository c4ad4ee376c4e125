package dev.cowbell.api.server.page;

import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.Worker;
import dev.cowbell.api.server.report.Fact;
import java.util.List;

/**
 * One family with its workers.
 *
 * @param unread why some of its workers are not in the table; empty where all are
 * @param notShown workers beyond the most that a panel holds
 */
public record FamilyPanel(
    Link service,
    Link family,
    String arm,
    List<Fact> about,
    List<WorkerRow> workers,
    String unread,
    String notShown) {
  /**
   * A panel.
   *
   * @param most workers in the table: a page has to stay small
   */
  static FamilyPanel of(Family family, List<Worker> workers, int most) {
    return new FamilyPanel(
        new Link(family.service(), Links.service(family.scope())),
        new Link("master " + family.id().masterPid(), Links.family(family.id())),
        family.arm(),
        about(family),
        workers.stream().limit(most).map(WorkerRow::of).toList(),
        unread(family, workers.size()),
        workers.size() > most
            ? Words.count(workers.size() - most, "further worker") + " on the page of the family."
            : "");
  }

  private static List<Fact> about(Family family) {
    Quantity pss = Bytes.of(family.pssSumBytes());
    return List.of(
        new Fact("Master", "pid " + family.id().masterPid()),
        new Fact("Runtime", PolicyWords.runtime(family)),
        new Fact("Collector policy", PolicyWords.policy(family.policy())),
        new Fact("Workers", Integer.toString(family.workerCount())),
        new Fact(
            "Footprint",
            family.footprint().map(f -> Bytes.words(f.bytes())).orElse("not known yet")),
        new Fact("Sum of PSS", pss.text()),
        new Fact("Sum of RSS", Bytes.words(family.rssSumBytes())));
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
