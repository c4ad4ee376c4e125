package dev.cowbell.api.server.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.UnavailableReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "512, 512 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "1048575, 1.00 MiB",
    "69625446, 66.4 MiB",
    "461373440, 440 MiB",
    "1047527424, 999 MiB",
    "8557756416, 7.97 GiB",
    "-3145728, −3.00 MiB"
  })
  void bytes_areThreeSignificantDigitsInBinaryUnits(double bytes, String text) {
    assertThat(Bytes.words(bytes)).isEqualTo(text);
  }

  @Test
  void exactBytes_standBeside() {
    assertThat(Bytes.of(69625446L).exact()).isEqualTo("69,625,446 bytes");
  }

  @Test
  void difference_alwaysHasItsSign() {
    assertThat(Bytes.difference(3145728).text()).isEqualTo("+3.00 MiB");
    assertThat(Bytes.difference(-3145728).text()).isEqualTo("−3.00 MiB");
  }

  @Test
  void missing_isAReasonAndNeverZero() {
    Quantity missing =
        Bytes.of(new Figure.Missing(UnavailableReason.UNAVAILABLE_REASON_PERMISSION_DENIED));

    assertThat(missing.missing()).isTrue();
    assertThat(missing.text()).isEqualTo("not permitted");
    assertThat(missing.exact()).contains("CAP_SYS_PTRACE");
  }

  @Test
  void everyReason_hasWordsAndASentence() {
    for (UnavailableReason reason : UnavailableReason.values()) {
      assertThat(Reasons.words(reason)).isNotEmpty();
      assertThat(Reasons.sentence(reason)).isNotEmpty().doesNotEndWith(".");
    }
  }

  @Test
  void range_saysItsUnitOnce_whereBothEndsHaveTheSame() {
    assertThat(Bytes.range(79.2 * (1 << 20), 86.9 * (1 << 20))).isEqualTo("79.2 to 86.9 MiB");
    assertThat(Bytes.range(900.0 * (1 << 20), 2.0 * (1 << 30))).isEqualTo("900 MiB to 2.00 GiB");
    assertThat(Bytes.range(-3.0 * 1024, 5.0 * 1024)).isEqualTo("−3.00 to 5.00 KiB");
  }
}
