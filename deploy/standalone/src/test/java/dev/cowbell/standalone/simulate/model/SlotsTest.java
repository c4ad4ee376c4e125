package dev.cowbell.standalone.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.standalone.simulate.scenario.Restart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final long BEGIN = 1_790_000_000_000L;
  private static final double PERIOD = 3600;
  private static final double JITTER = 0.2;
  private static final int COUNT = 16;

  private final Epoch epoch = new Epoch(BEGIN, 0, new Restart(10, 0), Optional.empty(), true);
  private final Slots slots = new Slots(COUNT, new LoadClock(0.3, 0), new Draw(1), PERIOD, JITTER);

  @Test
  void workers_beforeTheFirstFork_areNotThere() {
    assertThat(at(0, BEGIN + 7_000)).isEmpty();
    assertThat(at(0, BEGIN + 8_000)).isPresent();
    assertThat(at(15, BEGIN + 8_000)).isEmpty();
  }

  @Test
  void lives_followOneAnother_andEndWithinTheJitterOfTheLimit() {
    for (int slot = 0; slot < COUNT; slot++) {
      List<Life> lives = lives(slot);
      assertThat(lives).hasSizeBetween(15, 30);
      for (int i = 1; i < lives.size(); i++) {
        assertThat(lives.get(i).number()).isEqualTo(lives.get(i - 1).number() + 1);
        double loadAge = lives.get(i).loadAtStart() - lives.get(i - 1).loadAtStart();
        assertThat(loadAge / PERIOD).isBetween(1 - 1.5 * JITTER, 1 + 1.5 * JITTER);
      }
    }
  }

  @Test
  void births_thatAReloadSynchronised_driftApart() {
    assertThat(spreadSeconds(lifeNumbers(1))).isLessThan(spreadSeconds(lifeNumbers(8)) / 3);
  }

  private List<Life> lives(int slot) {
    List<Life> lives = new ArrayList<>();
    for (long at = BEGIN + 10_000; at < BEGIN + 86_400_000; at += 30_000) {
      Life life = at(slot, at).orElseThrow();
      assertThat(life.birthMillis()).isLessThanOrEqualTo(at);
      if (lives.isEmpty() || !lives.getLast().isSameAs(life)) {
        lives.add(life);
      }
    }
    return lives;
  }

  private List<Life> lifeNumbers(int number) {
    List<Life> lives = new ArrayList<>();
    for (int slot = 0; slot < COUNT; slot++) {
      lives.add(lives(slot).get(number));
    }
    return lives;
  }

  private static double spreadSeconds(List<Life> lives) {
    var births = lives.stream().mapToLong(Life::birthMillis).summaryStatistics();
    return (births.getMax() - births.getMin()) / 1e3;
  }

  private Optional<Life> at(int slot, long atMillis) {
    return slots.at(slot, atMillis, epoch, Optional.empty(), slots);
  }
}
