package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatTest {
  private static final String REST =
      " S 3260 3261 3261 0 -1 4194560 3150 90682 7 40 12 30 58 26 20 0 1 0 105831 5124096 988 18446744073709551615"
          + " 94258257522688 94258258312093 140735191479456 0 0 0 65536 4 1132560123 1 0 0 17 0\n";

  @Test
  void parse_ofAnOrdinaryProcess_takesTheFieldsByPosition() throws ParseException {
    Stat stat = Stat.parse(KernelText.of("stat", "3261 (bash)" + REST));

    assertThat(stat)
        .isEqualTo(
            new Stat("bash", 'S', 3260, 4194560, 3150, 90682, 7, 12, 30, 105831, 140735191479456L));
    assertThat(stat.birthMillis()).isEqualTo(1_058_310);
    assertThat(stat.cpuMicros()).isEqualTo(420_000);
    assertThat(stat.isZombie()).isFalse();
    assertThat(stat.isKernelThread()).isFalse();
  }

  @Test
  void parse_ofANameWithBracketsBlanksAndLineBreak_endsItAtTheLastBracket() throws ParseException {
    Stat stat = Stat.parse(KernelText.of("stat", "1 (a) S (b\n) c)" + REST));

    assertThat(stat.comm()).isEqualTo("a) S (b\n) c");
    assertThat(stat.parentPid()).isEqualTo(3260);
  }

  @Test
  void parse_ofAZombieAndAKernelThread_tellsThem() throws ParseException {
    assertThat(Stat.parse(KernelText.of("stat", "1 (x)" + REST.replace(" S ", " Z "))).isZombie())
        .isTrue();
    assertThat(
            Stat.parse(KernelText.of("stat", "1 (x)" + REST.replace("4194560", "2129984")))
                .isKernelThread())
        .isTrue();
  }

  @Test
  void parse_ofACutFile_namesPathLineAndField() {
    assertThatThrownBy(() -> Stat.parse(KernelText.of("/proc/7/stat", "7 (x) S 1 2 3 4 5 6")))
        .isInstanceOf(ParseException.class)
        .hasMessage("/proc/7/stat:1: expected minflt");
    assertThatThrownBy(() -> Stat.parse(KernelText.of("/proc/7/stat", "")))
        .hasMessage("/proc/7/stat:1: expected pid");
    assertThatThrownBy(() -> Stat.parse(KernelText.of("/proc/7/stat", "7 bash S 1")))
        .hasMessage("/proc/7/stat:1: expected (comm)");
    assertThatThrownBy(() -> Stat.parse(KernelText.of("/proc/7/stat", "7 (x) S one")))
        .hasMessage("/proc/7/stat:1: expected ppid");
    assertThatThrownBy(
            () -> Stat.parse(KernelText.of("/proc/7/stat", "7 (x) S 99999999999999999999 1")))
        .hasMessage("/proc/7/stat:1: expected ppid below 2^63");
  }
}
