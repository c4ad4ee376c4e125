package dev.cowbell.api.server.report;

import dev.cowbell.api.contract.v1.Assignment;
import dev.cowbell.api.server.efficiency.Arm;
import dev.cowbell.api.server.efficiency.Means;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.efficiency.SharingPoint;
import dev.cowbell.api.server.efficiency.Span;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What the figures of a report rest on, said so that nobody takes them for more. */
final class Facts {
  private Facts() {}

  static List<Fact> of(ServiceReport report) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Workers", workers(report)));
    facts.add(new Fact("Ticks", ticks(report)));
    facts.add(new Fact("Curve", curve(report)));
    if (meansSum(report, Means::workersRead) > 0) {
      facts.add(new Fact("Sharing loss", loss(report)));
      facts.add(new Fact("Inherited memory", inherited(report)));
    }
    facts.add(new Fact("Comparison", comparison(report)));
    facts.add(new Fact("Hosts", hosts(report)));
    return facts;
  }

  /** The same for many sections: each has its own words besides. */
  static List<Fact> of(Report report) {
    List<Arm> arms = report.sections().stream().flatMap(s -> s.arms().stream()).toList();
    int alive = arms.stream().mapToInt(Arm::workers).sum();
    int read = arms.stream().mapToInt(Arm::workersRead).sum();
    int refused = arms.stream().mapToInt(Arm::unreadableWorkers).sum();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Workers",
            "%s of %s read in full, at their hosts' last ticks; the kernel refused to show %s."
                .formatted(read, Words.count(alive, "worker"), refused == 0 ? "none" : refused)));
    facts.add(
        new Fact("Curves", "Means over readings of workers, taken " + taken(report.span()) + "."));
    facts.add(
        new Fact(
            "Ranges",
            "Ends of ranges are added up, which is at least as wide as any interval of the sum. Each section says what its ranges mean."));
    facts.add(
        new Fact(
            "Comparison",
            report.sections().stream()
                    .flatMap(s -> s.savings().stream())
                    .anyMatch(s -> s.assignment() != Assignment.ASSIGNMENT_PAIRED)
                ? "Observational where a section says so: arms were found as they are, not assigned by a plan."
                : "Arms were assigned to pairs of hosts by a plan."));
    facts.add(
        new Fact(
            "Hosts",
            report.simulated()
                ? "Simulated hosts are among them: what rests on them does not describe real machines."
                : "None is simulated."));
    if (report.leftOut() > 0) {
      facts.add(
          new Fact(
              "Left out",
              "%s: ask for them by service or hardware class."
                  .formatted(Words.count(report.leftOut(), "further section"))));
    }
    return facts;
  }

  private static String workers(ServiceReport report) {
    int alive = report.arms().stream().mapToInt(Arm::workers).sum();
    int refused = report.arms().stream().mapToInt(Arm::unreadableWorkers).sum();
    if (alive == 0) {
      return "None run at the moment.";
    }
    String read =
        "%s of %s read in full, at their hosts' last ticks."
            .formatted(meansSum(report, Means::workersRead), Words.count(alive, "worker"));
    return refused == 0
        ? read
        : read + " The kernel refused to show %s.".formatted(Words.count(refused, "worker"));
  }

  private static String ticks(ServiceReport report) {
    return report.savings().stream().mapToDouble(Saving::tickCoverage).min().stream()
        .mapToObj(c -> Words.percent(c) + " of the ticks expected arrived.")
        .findFirst()
        .orElse("How many of the expected ticks arrived is computed once two arms are compared.");
  }

  private static String curve(ServiceReport report) {
    List<SharingPoint> points =
        report.curves().curves().stream().flatMap(c -> c.points().stream()).toList();
    long readings = points.stream().mapToLong(SharingPoint::readings).sum();
    return readings == 0
        ? "No reading has been rolled up yet."
        : "Means over %s of workers, taken %s; a worker is read when its sharing has moved, and in rotation."
            .formatted(Words.count(readings, "reading"), taken(report.span()));
  }

  /** When readings were taken, behind "taken". */
  static String taken(Span span) {
    if (span.equals(Span.ALWAYS)) {
      return "at any time";
    }
    if (Duration.between(span.from(), span.to()).equals(Duration.ofDays(1))) {
      return "in the 24 h up to " + Words.moment(span.to());
    }
    if (span.to().equals(Span.ALWAYS.to())) {
      return "since " + Words.moment(span.from());
    }
    return span.from().equals(Span.ALWAYS.from())
        ? "before " + Words.moment(span.to())
        : "from %s to %s".formatted(Words.moment(span.from()), Words.moment(span.to()));
  }

  private static String loss(ServiceReport report) {
    int bounds = meansSum(report, Means::upperBounds);
    int carriedOn = meansSum(report, Means::carriedOn);
    String read =
        bounds == 0
            ? "Measured: copied and orphaned pages told apart from freed ones."
            : "An upper bound for %s: this reading cannot tell pages that were freed from pages that were copied."
                .formatted(Words.count(bounds, "worker"));
    return carriedOn == 0
        ? read
        : read
            + " Estimated for %s: carried on from the last reading by faults and size, which had foretold readings before."
                .formatted(Words.count(carriedOn, "worker"));
  }

  private static String inherited(ServiceReport report) {
    int estimates = meansSum(report, Means::estimates);
    return estimates == 0
        ? "Measured: the master was read near each worker's birth."
        : "Estimated for %s: the master was first read some time after they were forked."
            .formatted(Words.count(estimates, "worker"));
  }

  private static String comparison(ServiceReport report) {
    if (report.savings().isEmpty()) {
      return "No two arms have been compared yet.";
    }
    return report.savings().stream().anyMatch(s -> s.assignment() != Assignment.ASSIGNMENT_PAIRED)
        ? "Observational: the arms were found as they are, not assigned by a plan; they may differ in more than the setting."
        : "Arms were assigned to pairs of hosts by a plan.";
  }

  private static String hosts(ServiceReport report) {
    String simulated =
        report.simulated()
            ? " Simulated hosts are among them: these figures do not describe real machines."
            : " None is simulated.";
    Optional<Instant> last =
        report.hosts().stream()
            .map(Host::lastTickAt)
            .flatMap(Optional::stream)
            .max(Instant::compareTo);
    return Words.count(report.hosts().size(), "host")
        + last.map(at -> ", last heard of " + Words.moment(at) + ".").orElse(".")
        + (report.hosts().isEmpty() && !report.simulated() ? "" : simulated);
  }

  private static int meansSum(ServiceReport report, ToIntFunction<Means> figure) {
    return report.arms().stream().map(Arm::means).flatMap(Optional::stream).mapToInt(figure).sum();
  }
}
