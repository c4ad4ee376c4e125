package dev.cowbell.aggregator.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumaneTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 MiB",
    "1048576, 1.00 MiB",
    "-89128960, -85.0 MiB",
    "1073741823, 1024 MiB",
    "8556380160, 7.97 GiB",
    "34359738368, 32.0 GiB"
  })
  void bytes_haveThreeDigitsAndAUnit(double bytes, String text) {
    assertThat(Humane.bytes(bytes)).isEqualTo(text);
  }
}
