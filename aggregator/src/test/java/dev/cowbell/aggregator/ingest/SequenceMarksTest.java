package dev.cowbell.aggregator.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.store.HostBoot;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SequenceMarksTest {

  private final SequenceMarks marks = new SequenceMarks();

  @Test
  void anUnknownBoot_isNotKnown_andEveryNumberIsAbove() {
    assertThat(marks.knows(boot(1, 1))).isFalse();
    assertThat(marks.isAbove(boot(1, 1), 0)).isTrue();
  }

  @Test
  void aMark_onlyRises_andIsThatOfItsBoot() {
    marks.raise(boot(1, 1), 7);
    marks.raise(boot(1, 1), 5);
    assertThat(marks.isAbove(boot(1, 1), 7)).isFalse();
    assertThat(marks.isAbove(boot(1, 1), 8)).isTrue();
    assertThat(marks.knows(boot(1, 2))).isFalse();
    assertThat(marks.knows(boot(2, 1))).isFalse();
  }

  @Test
  void manyBoots_keepTheirMarks() {
    for (int host = 0; host < 100_000; host++) {
      marks.raise(boot(host, 1), host);
    }
    for (int host = 0; host < 100_000; host++) {
      assertThat(marks.isAbove(boot(host, 1), host)).isFalse();
      assertThat(marks.isAbove(boot(host, 1), host + 1L)).isTrue();
    }
  }

  @Test
  void moreBootsThanThereIsRoomFor_beginAnew_andThatIsKnown() {
    marks.raise(boot(0, 1), 1);
    assertThat(marks.hasDropped()).isFalse();
    int more = 2_100_000;
    for (int host = 0; host < more; host++) {
      marks.raise(boot(host, 1), 1);
    }
    assertThat(marks.hasDropped()).isTrue();
    assertThat(marks.knows(boot(0, 1))).isFalse();
    assertThat(marks.knows(boot(more - 1, 1))).isTrue();
  }

  private static HostBoot boot(int host, int boot) {
    return new HostBoot("host-" + host, new UUID(1, boot));
  }
}
