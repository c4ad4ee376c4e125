package dev.cowbell.aggregator.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeBucketsTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "0.99, 0", "1, 1", "6.5, 6", "59.9, 16", "60, 17", "604800, 45", "9e9, 45"})
  void anAge_fallsIntoTheBucketThatBeginsAtOrBelowIt(double ageSeconds, int bucket) {
    assertThat(AgeBuckets.indexOf(ageSeconds)).isEqualTo(bucket);
  }
}
