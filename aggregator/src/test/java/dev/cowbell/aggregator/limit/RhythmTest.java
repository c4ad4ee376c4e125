package dev.cowbell.aggregator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RhythmTest {

  @Test
  void startsOfAllWorkersTogether_areDeploys() {
    List<WorkerLife> lives = Lives.host("h", 40, 7, 0.3, 250 * Lives.MIB, 1);
    Rhythm rhythm = Rhythm.of(lives, 40);
    assertThat(rhythm.inStep()).isTrue();
    assertThat(rhythm.deployEverySeconds()).isCloseTo(86_400, within(1.0));
  }

  @Test
  void aSingleStart_isNoRhythm() {
    assertThat(Rhythm.of(Lives.host("h", 40, 1, 0.3, Double.MAX_VALUE, 1), 40).inStep()).isFalse();
  }

  @Test
  void startsOneByOne_areNoDeploys() {
    List<WorkerLife> lives = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lives.add(Lives.life("h", i * 3000.0, i * 3000.0 + 7200, 1, Double.MAX_VALUE));
    }
    assertThat(Rhythm.of(lives, 20)).isEqualTo(Rhythm.none());
  }
}
