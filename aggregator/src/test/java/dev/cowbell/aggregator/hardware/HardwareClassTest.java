package dev.cowbell.aggregator.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareClassTest {

  private static final double GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    "0.47, 0.5",
    "0.97, 1",
    "1.93, 2",
    "3.6, 3.75",
    "3.82, 4",
    "7.3, 7.5",
    "7.75, 8",
    "15.5, 16",
    "16, 16",
    "23.4, 24",
    "29.4, 30",
    "31.3, 32",
    "62.7, 64",
    "125.6, 128",
    "188.4, 192",
    "251, 256",
    "377.5, 384",
    "503.6, 512",
    "755, 768",
    "1007.5, 1024"
  })
  void memory_isRoundedToTheSizeItWasSoldAs(double kernelGib, String soldGib) {
    assertThat(HardwareClass.of("Haswell-EP", 32, (long) (kernelGib * GIB)).name())
        .isEqualTo("Haswell-EP / 32 cores / %s GiB".formatted(soldGib));
  }

  @ParameterizedTest
  @CsvSource({"23.2, 23.9", "250.1, 255.9", "30.6, 31.9"})
  void hostsWhoseKernelsReserveMoreOrLess_areOneClass(double oneGib, double otherGib) {
    assertThat(HardwareClass.of("Zen 3", 8, (long) (oneGib * GIB)))
        .isEqualTo(HardwareClass.of("Zen 3", 8, (long) (otherGib * GIB)));
  }
}
