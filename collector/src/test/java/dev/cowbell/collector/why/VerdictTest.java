package dev.cowbell.collector.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.why.Verdict.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Place GC = new Place("python3.11", "gc_collect_main.lto_priv.0");
  private static final Place EVAL = new Place("libpython3.11.so.1.0", "_PyEval_EvalFrameDefault");
  private static final Place NO_SYMBOL = new Place("python3.11", "+0x1a2b3");

  private static final long MB = 1024 * 1024;

  private final FaultTally tally = new FaultTally();

  @Test
  void of_faultsInTheCollectorsOwnFunctions_namesIt_whateverTheFlagSaid() {
    tally.add(GC, Moment.UNKNOWN, 990);
    tally.add(EVAL, Moment.NOT_COLLECTING, 10);

    assertThat(verdict().answer()).isEqualTo(Answer.COLLECTOR);
    assertThat(verdict().sentence())
        .isEqualTo("the garbage collector is the cause: 99.0 % of the copies are its own.");
  }

  @Test
  void of_faultsWithoutSymbols_namesItByItsFlag() {
    tally.add(NO_SYMBOL, Moment.COLLECTING, 600);
    tally.add(NO_SYMBOL, Moment.NOT_COLLECTING, 400);

    assertThat(verdict().answer()).isEqualTo(Answer.COLLECTOR);
    assertThat(tally.sites().getFirst().byCollector()).isEqualTo(600);
  }

  @Test
  void of_aSmallerShare_namesWhatIsLarger() {
    tally.add(GC, Moment.COLLECTING, 200);
    tally.add(EVAL, Moment.NOT_COLLECTING, 800);

    assertThat(verdict().answer()).isEqualTo(Answer.COLLECTOR_IN_PART);
    assertThat(verdict().sentence()).contains("20.0 %").contains("reference counts");
  }

  @Test
  void of_aPlaceThatWritesOnlyWhileItRuns_countsItsUndecidedFaultsToo() {
    tally.add(NO_SYMBOL, Moment.COLLECTING, 98);
    tally.add(NO_SYMBOL, Moment.NOT_COLLECTING, 2);
    tally.add(NO_SYMBOL, Moment.UNKNOWN, 400);

    assertThat(tally.byCollector()).isEqualTo(500);
    assertThat(verdict().answer()).isEqualTo(Answer.COLLECTOR);
  }

  @Test
  void of_aPlaceThatWritesOnlyWhileItDoesNotRun_countsItsUndecidedFaultsAsOthers() {
    tally.add(NO_SYMBOL, Moment.NOT_COLLECTING, 98);
    tally.add(NO_SYMBOL, Moment.COLLECTING, 2);
    tally.add(NO_SYMBOL, Moment.UNKNOWN, 400);

    assertThat(tally.undecided()).isZero();
    assertThat(tally.outsideCollector()).isEqualTo(498);
    assertThat(verdict().answer()).isEqualTo(Answer.NOT_COLLECTOR);
  }

  @Test
  void of_whatWasLostBefore_namesTheCollectorWhereWorkersHaveCollectedSince() {
    tally.add(EVAL, Moment.NOT_COLLECTING, 1000);

    Verdict verdict = Verdict.of(tally, true, new LostBefore(4, 100 * MB, 60 * MB, 3, false));

    assertThat(verdict.answer()).isEqualTo(Answer.COLLECTOR_BEFORE);
    assertThat(verdict.sentence())
        .contains("60.0 of the 100.0 MiB")
        .contains("at least 3 full collections since its fork")
        .endsWith(
            "In this watch itself the garbage collector is not the cause (0.0 %); most comes from"
                + " reference counts and writes of the interpreter.");
    assertThat(verdict.advice()).startsWith("To see it happen, ask again right after a reload.");
  }

  @Test
  void of_whatWasLostBefore_withoutACollectionOrWithFrozenObjectsOrNextToNothing_saysNothing() {
    tally.add(EVAL, Moment.NOT_COLLECTING, 1000);

    assertThat(
            Stream.of(
                    new LostBefore(4, 100 * MB, 60 * MB, 0, false),
                    new LostBefore(4, 100 * MB, 60 * MB, 3, true),
                    new LostBefore(4, 100 * MB, 19 * MB, 3, false),
                    new LostBefore(4, 10 * MB, 3 * MB, 3, false))
                .map(before -> Verdict.of(tally, true, before).answer()))
        .containsOnly(Answer.NOT_COLLECTOR);
  }

  @Test
  void of_aPlaceWithFewDecidedFaults_staysUndecided() {
    tally.add(NO_SYMBOL, Moment.COLLECTING, 19);
    tally.add(NO_SYMBOL, Moment.UNKNOWN, 400);

    assertThat(tally.undecided()).isEqualTo(400);
    assertThat(verdict().sentence()).contains("at least 4.5 %").contains("at most 100.0 %");
  }

  @Test
  void of_faultsThatNothingDecides_doesNotGuess() {
    tally.add(NO_SYMBOL, Moment.UNKNOWN, 900);
    tally.add(EVAL, Moment.NOT_COLLECTING, 100);

    assertThat(tally.undecided()).isEqualTo(900);
    assertThat(verdict().answer()).isEqualTo(Answer.UNDECIDED);
  }

  @Test
  void of_referenceCounts_isNotTheCollector() {
    tally.add(EVAL, Moment.NOT_COLLECTING, 1000);

    assertThat(verdict().answer()).isEqualTo(Answer.NOT_COLLECTOR);
  }

  @Test
  void of_fewFaults_saysThatSharingWasNotBeingLost() {
    tally.add(GC, Moment.COLLECTING, Verdict.FEWEST - 1);

    assertThat(verdict().answer()).isEqualTo(Answer.TOO_FEW);
  }

  @Test
  void cause_isByFunctionAndModule() {
    assertThat(Cause.of(GC)).isEqualTo(Cause.COLLECTOR);
    assertThat(Cause.of(new Place("ruby3.1", "collect"))).isEqualTo(Cause.OTHER);
    assertThat(Cause.of(new Place("libc.so.6", "_int_malloc"))).isEqualTo(Cause.ALLOCATOR);
    assertThat(Cause.of(new Place("libc.so.6", "__memmove_avx_unaligned_erms")))
        .isEqualTo(Cause.COPYING);
    assertThat(Cause.of(EVAL)).isEqualTo(Cause.INTERPRETER);
  }

  @Test
  void folded_isOneLineAFrameWithTheCollectorAsAFrameOfItsOwn() {
    tally.add(GC, Moment.COLLECTING, 30);
    tally.add(NO_SYMBOL, Moment.COLLECTING, 2);
    tally.add(NO_SYMBOL, Moment.NOT_COLLECTING, 3);

    assertThat(FoldedStacks.lines("shop;web", tally))
        .containsExactly(
            "shop:web;[collecting];python3.11;gc_collect_main.lto_priv.0 30",
            "shop:web;[collecting];python3.11;+0x1a2b3 2",
            "shop:web;python3.11;+0x1a2b3 3");
  }

  private Verdict verdict() {
    return Verdict.of(tally, true, LostBefore.UNKNOWN);
  }
}
