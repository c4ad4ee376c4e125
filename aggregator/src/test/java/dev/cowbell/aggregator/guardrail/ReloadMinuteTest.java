package dev.cowbell.aggregator.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReloadMinuteTest {
  private static final HostObservation.Reload RELOAD =
      new HostObservation.Reload.Seen(Figure.of(12));

  @Test
  void fold_keepsTheWorstInstantAndTheLongestBusyRun() {
    List<Vitals> minute =
        IntStream.range(0, 60)
            .mapToObj(second -> vitals(second, second == 30 ? 4 : 40, second < 35 ? 0.95 : 0.2))
            .toList();
    HostObservation seen = ReloadMinute.fold("h", RELOAD, 100, minute, Limits.DEFAULT);
    assertThat(seen.availableShareMinimum()).isEqualTo(new Figure.Measured(0.04));
    assertThat(seen.diskBusySecondsLongest()).isEqualTo(new Figure.Measured(34));
    assertThat(seen.outOfMemoryKills()).isZero();
    assertThat(seen.at()).isEqualTo(Seen.START.plusSeconds(59));
  }

  @Test
  void fold_ofInstantsOutOfOrder_isTheSame() {
    List<Vitals> minute =
        IntStream.range(0, 60).mapToObj(second -> vitals(second, 40, 0.95)).toList();
    assertThat(ReloadMinute.fold("h", RELOAD, 100, minute.reversed(), Limits.DEFAULT))
        .isEqualTo(ReloadMinute.fold("h", RELOAD, 100, minute, Limits.DEFAULT));
  }

  @Test
  void fold_ofNothing_hasNoFigures() {
    HostObservation seen = ReloadMinute.fold("h", RELOAD, 100, List.of(), Limits.DEFAULT);
    assertThat(seen.availableShareMinimum()).isEqualTo(Figure.unavailable(Figure.Reason.NOT_READ));
    assertThat(seen.diskBusySecondsLongest()).isEqualTo(Figure.unavailable(Figure.Reason.NOT_READ));
  }

  private static Vitals vitals(int second, double available, double busy) {
    return new Vitals(
        Seen.START.plusSeconds(second),
        Figure.of(available),
        Figure.of(10),
        Figure.of(0),
        Figure.of(busy),
        0);
  }
}
