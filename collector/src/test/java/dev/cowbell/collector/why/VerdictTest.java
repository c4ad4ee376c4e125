package dev.cowbell.collector.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.why.Verdict.Answer;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Place GC = new Place("python3.11", "gc_collect_main.lto_priv.0");
  private static final Place EVAL = new Place("libpython3.11.so.1.0", "_PyEval_EvalFrameDefault");
  private static final Place NO_SYMBOL = new Place("python3.11", "+0x1a2b3");

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
    return Verdict.of(tally, true);
  }
}
