package dev.cowbell.standalone.simulate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
  @Test
  void bytes_withBinaryAndDecimalUnits_areWhatTheySay() {
    assertThat(Quantity.bytes("85MiB")).contains(85.0 * 1024 * 1024);
    assertThat(Quantity.bytes("4.5 MB")).contains(4.5e6);
    assertThat(Quantity.bytes("0")).contains(0.0);
  }

  @Test
  void seconds_withUnits_areWhatTheySay() {
    assertThat(Quantity.seconds("90s")).contains(90.0);
    assertThat(Quantity.seconds("4h")).contains(14_400.0);
    assertThat(Quantity.seconds("250ms")).contains(0.25);
  }

  @Test
  void share_withSign_isAFraction() {
    assertThat(Quantity.share("+10%")).contains(0.1);
    assertThat(Quantity.share("-2.5%")).contains(-0.025);
  }

  @Test
  void figures_withoutOrWithForeignUnits_areNothing() {
    assertThat(Quantity.bytes("85")).isEmpty();
    assertThat(Quantity.bytes("85 parsecs")).isEmpty();
    assertThat(Quantity.seconds("10MiB")).isEmpty();
    assertThat(Quantity.share("ten")).isEmpty();
  }
}
