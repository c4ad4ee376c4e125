package dev.cowbell.collector.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.procfs.CpuInfo;
import dev.cowbell.collector.procfs.KernelText;
import dev.cowbell.collector.procfs.ParseException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationsTest {

  @ParameterizedTest
  @CsvSource({
    "GenuineIntel, 6, 0x2d, 7, Sandy Bridge-EP",
    "GenuineIntel, 6, 0x2a, 7, Sandy Bridge",
    "GenuineIntel, 6, 0x3f, 2, Haswell-EP",
    "GenuineIntel, 6, 0x55, 4, Skylake-SP",
    "GenuineIntel, 6, 0x55, 7, Cascade Lake",
    "GenuineIntel, 6, 0x55, 11, Cooper Lake",
    "GenuineIntel, 6, 0x6a, 6, Ice Lake-SP",
    "GenuineIntel, 6, 0x8f, 8, Sapphire Rapids",
    "GenuineIntel, 0x13, 0x01, 0, Diamond Rapids",
    "GenuineIntel, 6, 0xfe, 0, GenuineIntel family 6 model 254",
    "AuthenticAMD, 0x15, 0x02, 0, Piledriver",
    "AuthenticAMD, 0x17, 0x01, 2, Zen",
    "AuthenticAMD, 0x17, 0x31, 0, Zen 2",
    "AuthenticAMD, 0x19, 0x01, 1, Zen 3",
    "AuthenticAMD, 0x19, 0x11, 1, Zen 4",
    "AuthenticAMD, 0x19, 0xa0, 1, Zen 4",
    "AuthenticAMD, 0x1a, 0x02, 1, Zen 5",
    "AuthenticAMD, 0x1a, 0x50, 1, Zen 6",
    "AuthenticAMD, 0x18, 0x00, 1, AuthenticAMD family 24 model 0",
    "0x41, 0, 0xd0c, 0, Neoverse N1",
    "0x41, 0, 0xd40, 0, Neoverse V1",
    "0x41, 0, 0xd4f, 0, Neoverse V2",
    "0xc0, 0, 0xac3, 0, Ampere-1",
    "0x43, 0, 0x0af, 0, ThunderX2",
    "0x46, 0, 0x001, 0, A64FX",
    "0x99, 0, 0x123, 0, 0x99 family 0 model 291",
  })
  void of_aKnownOrUnknownProcessor_isAStableName(
      String vendor, String family, String model, int stepping, String generation) {
    CpuInfo cpu = new CpuInfo(vendor, Integer.decode(family), Integer.decode(model), stepping, 1);

    assertThat(Generations.of(cpu)).isEqualTo(generation);
  }

  @Test
  void cpuInfo_ofX86_isDecimalFamilyModelStepping() throws ParseException {
    String text =
        """
        processor	: 0
        vendor_id	: GenuineIntel
        cpu family	: 6
        model		: 45
        model name	: Intel(R) Xeon(R) CPU E5-2670 0 @ 2.60GHz
        stepping	: 7

        processor	: 1
        vendor_id	: GenuineIntel
        cpu family	: 6
        model		: 45
        model name	: Intel(R) Xeon(R) CPU E5-2670 0 @ 2.60GHz
        stepping	: 7
        """;

    CpuInfo cpu = CpuInfo.parse(KernelText.of("cpuinfo", text));

    assertThat(cpu).isEqualTo(new CpuInfo("GenuineIntel", 6, 45, 7, 2));
    assertThat(Generations.of(cpu)).isEqualTo("Sandy Bridge-EP");
  }

  @Test
  void cpuInfo_ofArm_isImplementerAndPart() throws ParseException {
    String text =
        """
        processor	: 0
        BogoMIPS	: 243.75
        CPU implementer	: 0x41
        CPU architecture: 8
        CPU variant	: 0x3
        CPU part	: 0xd0c
        CPU revision	: 1

        """;

    CpuInfo cpu = CpuInfo.parse(KernelText.of("cpuinfo", text));

    assertThat(cpu).isEqualTo(new CpuInfo("0x41", 0, 0xd0c, 0x31, 1));
    assertThat(Generations.of(cpu)).isEqualTo("Neoverse N1");
  }

  @ParameterizedTest
  @CsvSource({"32768K, 33554432", "32M, 33554432", "K,", "12G,", "'',"})
  void cacheSize_hasAUnit(String size, Long bytes) {
    assertThat(CpuCache.parse(size)).isEqualTo(Optional.ofNullable(bytes));
  }
}
