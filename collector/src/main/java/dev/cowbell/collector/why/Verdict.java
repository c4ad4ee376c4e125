package dev.cowbell.collector.why;

import java.util.Locale;
import java.util.Map;

/**
 * The answer in one sentence, and what to do. The collector is the cause where at least half of all
 * faults are its own, a part of it from a tenth on; under {@link #FEWEST} faults nothing is said.
 */
record Verdict(Answer answer, String sentence, String advice) {
  /** 0.4 MiB of copied pages: a healthy family writes more than that while it starts. */
  static final long FEWEST = 100;

  private static final double CAUSE = 0.5;
  private static final double PART = 0.1;
  private static final String FREEZE =
      "In the master, before it forks: gc.disable() while loading, then gc.freeze(); in the workers gc.enable(), with gc.set_threshold(50000, 10, 10) where collections still cost too much.";

  /** What was found. */
  enum Answer {
    COLLECTOR,
    COLLECTOR_IN_PART,
    NOT_COLLECTOR,
    UNDECIDED,
    TOO_FEW
  }

  static Verdict of(FaultTally tally, boolean onlyCopies) {
    long all = tally.faults();
    String what = onlyCopies ? "copies" : "faults";
    if (all < FEWEST) {
      return new Verdict(
          Answer.TOO_FEW,
          "only " + all + " " + what + " were seen: sharing was not being lost in this time.",
          "Ask again while it is, or for longer with --seconds.");
    }
    double share = (double) tally.byCollector() / all;
    double undecided = (double) tally.undecided() / all;
    if (share >= CAUSE) {
      return new Verdict(
          Answer.COLLECTOR,
          "the garbage collector is the cause: "
              + percent(share)
              + " of the "
              + what
              + " are its own.",
          FREEZE);
    }
    if (share >= PART) {
      return new Verdict(
          Answer.COLLECTOR_IN_PART,
          "the garbage collector has a part in it, "
              + percent(share)
              + "; more comes from "
              + largest(tally)
              + ".",
          FREEZE);
    }
    if (undecided >= CAUSE) {
      return new Verdict(
          Answer.UNDECIDED,
          "whether the collector ran could not be told for "
              + percent(undecided)
              + " of the "
              + what
              + ".",
          "Install the interpreter's debug symbols, or run as the workers' user or with CAP_SYS_PTRACE so that its state can be read.");
    }
    return new Verdict(
        Answer.NOT_COLLECTOR,
        "the garbage collector is not the cause ("
            + percent(share)
            + "); most comes from "
            + largest(tally)
            + ".",
        "Look at the sites above: what workers write to was loaded before the fork.");
  }

  private static String largest(FaultTally tally) {
    return tally.outsideByCause().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey().words())
        .orElse(Cause.OTHER.words());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
