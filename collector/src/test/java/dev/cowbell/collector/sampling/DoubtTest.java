package dev.cowbell.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The formula of {@link Doubt}. */
class DoubtTest {
  private static final long MB = 1024 * 1024;

  @Test
  void after_readingsThatFindWhatWasEstimated_halvesDownToASixteenth() {
    Doubt doubt = Doubt.FULL.after(4 * MB, 0);
    assertThat(doubt.share()).isEqualTo(0.5);

    for (int reading = 0; reading < 20; reading++) {
      doubt = doubt.after(4 * MB, 0);
    }

    assertThat(doubt.share()).isEqualTo(1.0 / 16);
    assertThat(doubt.expectedErrorBytes(16 * MB)).isEqualTo(MB);
  }

  @Test
  void isSlight_afterTwoReadingsThatFindWhatWasEstimated_andNotAfterOneThatDoesNot() {
    Doubt once = Doubt.FULL.after(4 * MB, 0);
    assertThat(once.isSlight()).isFalse();
    assertThat(once.after(4 * MB, 0).isSlight()).isTrue();
    assertThat(once.after(4 * MB, 0).after(4 * MB, 2 * MB).isSlight()).isFalse();
  }

  @Test
  void after_aReadingThatFindsSomethingElse_isAtOnceAsLargeAsThat() {
    Doubt trusting = new Doubt(1.0 / 8);

    assertThat(trusting.after(8 * MB, 2 * MB).share()).isEqualTo(0.25);
    assertThat(trusting.after(8 * MB, -80 * MB).share()).isEqualTo(1);
  }

  @Test
  void after_nextToNoMove_learnsNothing() {
    assertThat(Doubt.FULL.after(4096, 0)).isEqualTo(Doubt.FULL);
  }
}
