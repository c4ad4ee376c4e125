package dev.cowbell.aggregator.recommend;

import dev.cowbell.aggregator.experiment.InsufficientEvidence;
import dev.cowbell.aggregator.experiment.Need;
import dev.cowbell.aggregator.savings.ArmPair;

/** What a comparison over whole days lacks, as advice says it. */
public final class LackingWords {

  private LackingWords() {}

  /** What is counted, how much of it is there and how much is needed. */
  public static Verdict.NotEnough of(ArmPair arms, InsufficientEvidence lacking) {
    int seen = Math.min(lacking.seen().control(), lacking.seen().treatment());
    String detail =
        "%s against %s over whole days: %s."
            .formatted(arms.treatment(), arms.control(), lacking.sentence());
    return switch (lacking.needed()) {
      case Need.MoreHosts(int perArm) ->
          new Verdict.NotEnough("hosts per arm", seen, seen + perArm, detail);
      case Need.MoreTime(int days) -> new Verdict.NotEnough("days", 0, days, detail);
      case Need.SomethingElse(String what) -> new Verdict.NotEnough(what, 0, 1, detail);
    };
  }
}
