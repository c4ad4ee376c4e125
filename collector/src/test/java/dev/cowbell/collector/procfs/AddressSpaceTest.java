package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressSpaceTest {
  private static final String MAPS =
      """
      5581a0000000-5581a0021000 rw-p 00000000 00:00 0                          [heap]
      7f1000000000-7f1000002000 r-xp 00001000 08:01 1234                       /usr/lib/lib x.so
      7f1000002000-7f1000003000 rw-s 00000000 00:01 77                         /dev/zero (deleted)
      7f1000003000-7f1000004000 rw-p 00000000 00:00 0
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
      """;

  @Test
  void at_findsTheRangeThatHoldsAnAddress() throws ParseException {
    AddressSpace space = AddressSpace.parse(KernelText.of("maps", MAPS));

    assertThat(space.at(0x5581a0020fffL).orElseThrow().path()).isEqualTo("[heap]");
    assertThat(space.at(0x5581a0021000L)).isEmpty();
    assertThat(space.at(0x7f1000001234L))
        .contains(
            new AddressSpace.Range(
                0x7f1000000000L, 0x7f1000002000L, false, 0x1000, "/usr/lib/lib x.so"));
    assertThat(space.at(0x7f1000002000L).orElseThrow().shared()).isTrue();
    assertThat(space.at(0x7f1000003000L).orElseThrow().path()).isEmpty();
    assertThat(space.at(0xffffffffff600010L).orElseThrow().path()).isEqualTo("[vsyscall]");
    assertThat(space.at(0)).isEmpty();
  }
}
