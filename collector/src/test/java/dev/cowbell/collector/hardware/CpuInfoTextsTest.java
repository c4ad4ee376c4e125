package dev.cowbell.collector.hardware;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.procfs.CpuInfo;
import dev.cowbell.collector.procfs.KernelText;
import dev.cowbell.collector.procfs.ParseException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole texts of /proc/cpuinfo; where they come from stands in their README. */
class CpuInfoTextsTest {

  @ParameterizedTest
  @CsvSource({
    "sandy-bridge-ep, GenuineIntel, 6, 45, 7, Sandy Bridge-EP",
    "ivy-bridge-ep, GenuineIntel, 6, 62, 4, Ivy Bridge-EP",
    "haswell-ep, GenuineIntel, 6, 63, 2, Haswell-EP",
    "broadwell-ep, GenuineIntel, 6, 79, 1, Broadwell-EP",
    "skylake-sp, GenuineIntel, 6, 85, 4, Skylake-SP",
    "skylake-sp-masked, GenuineIntel, 6, 85, 4, Skylake-SP",
    "cascade-lake, GenuineIntel, 6, 85, 7, Cascade Lake",
    "ice-lake-sp, GenuineIntel, 6, 106, 6, Ice Lake-SP",
    "sapphire-rapids, GenuineIntel, 6, 143, 8, Sapphire Rapids",
    "granite-rapids, GenuineIntel, 6, 173, 1, Granite Rapids",
    "zen, AuthenticAMD, 23, 1, 2, Zen",
    "zen-2, AuthenticAMD, 23, 49, 0, Zen 2",
    "zen-3, AuthenticAMD, 25, 1, 1, Zen 3",
    "zen-4, AuthenticAMD, 25, 17, 1, Zen 4",
    "graviton, 0x41, 0, 0xd08, 0x03, Cortex-A72",
    "graviton-2, 0x41, 0, 0xd0c, 0x31, Neoverse N1",
    "graviton-3, 0x41, 0, 0xd40, 0x11, Neoverse V1",
    "graviton-4, 0x41, 0, 0xd4f, 0x01, Neoverse V2",
    "neoverse-v3ae, 0x41, 0, 0xd83, 0x00, Neoverse V3AE",
    "qemu-default, AuthenticAMD, 15, 107, 1, AuthenticAMD family 15 model 107",
  })
  void generation_ofAWholeText_isKnown(
      String text, String vendor, int family, String model, String stepping, String generation)
      throws Exception {
    CpuInfo cpu = parse("/cpuinfo/" + text + ".txt");

    assertThat(cpu)
        .isEqualTo(new CpuInfo(vendor, family, Integer.decode(model), Integer.decode(stepping), 2));
    assertThat(Generations.of(cpu)).isEqualTo(generation);
  }

  @ParameterizedTest
  @CsvSource("/proc/forked-cpython/cpuinfo, AuthenticAMD, 26, 2, 1, Zen 5")
  void generation_ofACapturedText_isKnown(
      String path, String vendor, int family, int model, int stepping, String generation)
      throws Exception {
    CpuInfo cpu = parse(path);

    assertThat(cpu).isEqualTo(new CpuInfo(vendor, family, model, stepping, 1));
    assertThat(Generations.of(cpu)).isEqualTo(generation);
  }

  private static CpuInfo parse(String resource) throws IOException, ParseException {
    try (var text = CpuInfoTextsTest.class.getResourceAsStream(resource)) {
      assertThat(text).isNotNull();
      return CpuInfo.parse(KernelText.of(resource, new String(text.readAllBytes(), UTF_8)));
    }
  }
}
