package dev.cowbell.collector.why;

import java.util.Locale;
import java.util.Map;

/**
 * The answer in one sentence, and what to do. The collector is the cause where at least half of all
 * faults are its own, a part of it from a tenth on; under {@link #FEWEST} faults nothing is said of
 * them. Where they do not name it but much was lost before, in workers that have had full
 * collections since, it is the likely cause of that.
 */
record Verdict(Answer answer, String sentence, String advice) {
  /** 0.4 MiB of copied pages: a healthy family writes more than that while it starts. */
  static final long FEWEST = 100;

  private static final double CAUSE = 0.5;
  private static final double PART = 0.1;
  private static final String FREEZE =
      "In the master, before it forks: gc.disable() while loading, then gc.freeze(); in the workers"
          + " gc.enable(), with gc.set_threshold(50000, 10, 10) where collections still cost too"
          + " much.";

  /** What was found. */
  enum Answer {
    COLLECTOR,
    COLLECTOR_IN_PART,
    COLLECTOR_BEFORE,
    NOT_COLLECTOR,
    UNDECIDED,
    TOO_FEW
  }

  /**
   * @param before what was lost before the faults
   */
  static Verdict of(FaultTally tally, boolean onlyCopies, LostBefore before) {
    Verdict now = ofFaults(tally, onlyCopies);
    return now.answer == Answer.COLLECTOR || !before.isCollectorsLikely()
        ? now
        : new Verdict(
            Answer.COLLECTOR_BEFORE,
            "the garbage collector is the likely cause, before this watch began: up to "
                + mebibytes(before.lostBytes())
                + " of the "
                + mebibytes(before.inheritedBytes())
                + " MiB that a worker inherits were lost already, and every worker has run at least"
                + " "
                + before.fullCollections()
                + (before.fullCollections() == 1 ? " full collection" : " full collections")
                + " since its fork, which writes to every object. In this watch itself "
                + now.sentence,
            "To see it happen, ask again right after a reload. " + FREEZE);
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1024.0 / 1024);
  }

  private static Verdict ofFaults(FaultTally tally, boolean onlyCopies) {
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
    if (undecided >= CAUSE || (share >= PART && share + undecided >= CAUSE)) {
      return new Verdict(
          Answer.UNDECIDED,
          "the garbage collector has at least "
              + percent(share)
              + " of the "
              + what
              + ", and at most "
              + percent(share + undecided)
              + ": for the rest of these it could not be told whether it ran.",
          "Watch for longer, install the interpreter's debug symbols, or run as the workers' user"
              + " or with CAP_SYS_PTRACE so that its state can be read.");
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
