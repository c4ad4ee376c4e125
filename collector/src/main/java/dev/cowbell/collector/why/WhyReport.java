package dev.cowbell.collector.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer as text. */
final class WhyReport {
  private static final int TOP = 12;
  private static final int PAGE_KIB = 4;
  private static final double MIB = 1024.0 * 1024;

  private WhyReport() {}

  static List<String> lines(Findings found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, master %s, workers: %d, watched for %d s. %s.",
            found.subject().name(),
            found.subject().masters(),
            found.subject().workers(),
            found.time().toSeconds(),
            found.interpreter()));
    addMethod(lines, found);
    lines.add("");
    addCounts(lines, found);
    lines.add("");
    addSites(lines, found);
    lines.add("");
    lines.add("Verdict: " + found.verdict().sentence());
    lines.add(found.verdict().advice());
    return lines;
  }

  private static void addMethod(List<String> lines, Findings found) {
    if (found.onlyCopies()) {
      lines.add(
          "Seen: every write of user code to a present page that is not its own to write"
              + " (tracepoint page_fault_user, error code 7), on every CPU.");
      lines.add(
          "Not told apart: an inherited page whose other holders have left. Not seen: what the"
              + " kernel itself writes for a process, such as read(2) into an inherited buffer.");
    } else {
      lines.add(
          "Seen: all minor faults of user code"
              + (found.everyCpu() ? ", on every CPU" : ", of the threads that were there")
              + ". They cannot tell a copy from the first touch of new memory or of a mapped file:"
              + " read the shares below as of faults, not of copies.");
      found
          .tracepointRefusal()
          .ifPresent(refusal -> lines.add("Copies themselves were not shown: " + refusal + "."));
    }
    if (!found.readsFlag()) {
      lines.add(
          "The collector's state could not be read; only the names of functions tell when it ran.");
    }
    LostBefore before = found.before();
    if (before.workers() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "Before the watch: a worker had lost up to %.1f of about %.1f MiB inherited (mean of"
                  + " %d workers, from smaps_rollup).",
              before.lostBytes() / MIB,
              before.inheritedBytes() / MIB,
              before.workers()));
    }
  }

  private static void addCounts(List<String> lines, Findings found) {
    FaultTally tally = found.tally();
    long all = tally.faults();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d %s (%,.1f MiB of pages) in %d processes%s%s",
            all,
            found.onlyCopies() ? "copies" : "minor faults",
            all * PAGE_KIB / 1024.0,
            found.faultingProcesses(),
            found.lost() == 0
                ? ""
                : String.format(
                    Locale.ROOT, "; %,d more were lost: too many at a time", found.lost()),
            found.sharedWrites() == 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    "; %,d writes to shared mappings left out",
                    found.sharedWrites())));
    if (all == 0) {
      return;
    }
    addCount(lines, "while the garbage collector was running", tally.byCollector(), all);
    lines.add(
        String.format(
            Locale.ROOT,
            "      of these %,d by its flag in the interpreter, read before and after; the rest by"
                + " the function's name, or because the same place writes only then",
            tally.faultsAt(Moment.COLLECTING)));
    addCount(lines, "while it was not", tally.outsideCollector(), all);
    addCount(lines, "could not be told", tally.undecided(), all);
  }

  private static void addCount(List<String> lines, String what, long count, long all) {
    lines.add(
        String.format(
            Locale.ROOT, "  %8s  %s (%,d)", Verdict.percent((double) count / all), what, count));
  }

  private static void addSites(List<String> lines, Findings found) {
    long all = found.tally().faults();
    if (all == 0) {
      return;
    }
    lines.add("     share      count  in collector  where");
    for (FaultTally.Site site : found.topSites(TOP)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %8s %,10d  %12s  %s %s",
              Verdict.percent((double) site.faults() / all),
              site.faults(),
              Verdict.percent((double) site.byCollector() / site.faults()),
              site.place().module(),
              site.place().function()));
    }
    int more = found.tally().sites().size() - TOP;
    if (more > 0) {
      lines.add("  and " + more + " more places");
    }
  }
}
