package dev.cowbell.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SizeGuardTest {
  private static final long MB = 1_000_000;
  private static final long MILLI = 1_000_000;

  /** The table of {@link SizeGuard}. */
  @Test
  void after_restsAsItsTableSays() {
    assertThat(SizeGuard.NEW.after(7, 3 * MILLI, 200 * MB)).isEqualTo(SizeGuard.NEW);
    SizeGuard once = SizeGuard.NEW.after(7, 60 * MILLI, 200 * MB);
    SizeGuard twice = once.after(7, 60 * MILLI, 200 * MB);
    SizeGuard thrice = twice.after(7, 60 * MILLI, 200 * MB);
    assertThat(once.allows(7)).isTrue();
    assertThat(twice).isEqualTo(new SizeGuard(7 + 3_000, 2));
    assertThat(thrice).isEqualTo(new SizeGuard(7 + 6_000, 3));
    assertThat(large().after(7, 240 * MILLI, 16_000 * MB)).isEqualTo(new SizeGuard(12_007, 3));
    assertThat(SizeGuard.isTooLarge(200_000 * MB)).isTrue();
    assertThat(SizeGuard.isTooLarge(16_000 * MB)).isFalse();
  }

  private static SizeGuard large() {
    return SizeGuard.NEW.after(7, 240 * MILLI, 16_000 * MB).after(7, 240 * MILLI, 16_000 * MB);
  }

  @Test
  void after_aReadingAsFastAsItShould_forgetsTheLongOnes() {
    SizeGuard slow = SizeGuard.NEW.after(0, 60 * MILLI, 200 * MB).after(0, 60 * MILLI, 200 * MB);

    assertThat(slow.after(24_000, 3 * MILLI, 200 * MB)).isEqualTo(SizeGuard.NEW);
  }

  @Test
  void after_manySlowReadings_restsAnHourAndNoLonger() {
    SizeGuard guard = SizeGuard.NEW;
    for (int i = 0; i < 100; i++) {
      guard = guard.after(0, 3_000 * MILLI, 200 * MB);
    }

    assertThat(guard.untilMillis()).isEqualTo(Duration.ofHours(1).toMillis());
    assertThat(guard.allows(guard.untilMillis() - 1)).isFalse();
    assertThat(guard.allows(guard.untilMillis())).isTrue();
  }
}
