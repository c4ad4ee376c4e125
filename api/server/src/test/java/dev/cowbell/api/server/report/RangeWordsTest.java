package dev.cowbell.api.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "95 % confidence over 8 and 5 hosts, however often one looks (Welch); observational: found"
            + "|95 % confidence over 8 and 5 hosts; observational",
        "2 and 2 hosts: spread over workers, not a confidence interval; observational: found"
            + "|2 and 2 hosts: spread over workers, not a confidence interval; observational",
        "one family per arm: not a confidence interval"
            + "|one family per arm: not a confidence interval",
        "95 % (t-mixture on pairs)|95 %"
      })
  void brief_leavesTheMethodOut_andNeverThatItIsObservational(String basis, String brief) {
    assertThat(RangeWords.brief(basis)).isEqualTo(brief);
  }
}
