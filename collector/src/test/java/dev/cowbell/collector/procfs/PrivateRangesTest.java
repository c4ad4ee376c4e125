package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrivateRangesTest {
  private static final String MAPS =
      """
      5571eecf7000-5571eecf8000 r--p 00009000 fe:00 260131                     /usr/bin/cat
      5571eecf8000-5571eecf9000 rw-p 0000a000 fe:00 260131                     /usr/bin/cat
      55722d3fe000-55722d41f000 rw-p 00000000 00:00 0                          [heap]
      7f6be491e000-7f6be4940000 rwxp 00000000 00:00 0\s
      7f6be4940000-7f6be4941000 rw-p 00000000 00:00 0\s
      7f6be4b86000-7f6be4b8d000 rw-s 00000000 fe:00 338846                     /dev/shm/rw-p
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
      """;

  @Test
  void parse_keepsPrivateWritableRanges_andJoinsThoseThatTouch() throws ParseException {
    PrivateRanges ranges = PrivateRanges.parse(KernelText.of("maps", MAPS));

    assertThat(ranges.count()).isEqualTo(3);
    assertThat(ranges.firstPage(0)).isEqualTo(0x5571eecf8L);
    assertThat(ranges.endPage(0)).isEqualTo(0x5571eecf9L);
    assertThat(ranges.firstPage(2)).isEqualTo(0x7f6be491eL);
    assertThat(ranges.endPage(2)).isEqualTo(0x7f6be4941L);
    assertThat(ranges.pages()).isEqualTo(1 + 0x21 + 0x23);
  }

  @Test
  void parse_ofNothing_isNothing() throws ParseException {
    assertThat(PrivateRanges.parse(KernelText.of("maps", "")).count()).isZero();
  }

  @Test
  void parse_ofGarbage_names_theLine() {
    assertThatThrownBy(() -> PrivateRanges.parse(KernelText.of("maps", "5571eecf7000 rw-p\n")))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("maps");
  }
}
