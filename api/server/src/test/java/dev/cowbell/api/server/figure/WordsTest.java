package dev.cowbell.api.server.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "2.5, 2.5 s",
    "60, 60 s",
    "150, 2.5 min",
    "720, 12 min",
    "18720, 5.2 h",
    "267840, 3.1 days"
  })
  void age_isInTheUnitThatSuits(double seconds, String text) {
    assertThat(Words.age(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.004, under 1 %", "0.642, 64 %", "0.996, over 99 %", "1, 100 %"})
  void percent_isNeverRoundedToAllOrNothing(double share, String text) {
    assertThat(Words.percent(share)).isEqualTo(text);
  }

  @Test
  void counts_agreeWithTheirNoun() {
    assertThat(Words.count(1, "worker")).isEqualTo("1 worker");
    assertThat(Words.count(1200, "worker")).isEqualTo("1,200 workers");
    assertThat(Words.count(2, "class", "classes")).isEqualTo("2 classes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {"4 : 4", "0.97 : 0.97", "2.54 : 2.5", "1200 : 1,200"})
  void number_hasTheDecimalsItNeeds(double value, String text) {
    assertThat(Words.number(value)).isEqualTo(text);
  }

  @Test
  void moment_isInUtcToTheSecond() {
    assertThat(Words.moment(Instant.parse("2026-03-01T12:01:00.9Z")))
        .isEqualTo("2026-03-01 12:01:00 UTC");
  }
}
