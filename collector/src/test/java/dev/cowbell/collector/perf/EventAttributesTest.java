package dev.cowbell.collector.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class EventAttributesTest {

  @Test
  void in_laysFieldsOutAsTheKernelDoes() {
    EventAttributes attributes =
        new EventAttributes(
            2, 190, 1, 1030, 11, EventAttributes.USER_ONLY, EventAttributes.CLOCK_BOOTTIME);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = attributes.in(arena, true);

      assertThat(bytes.byteSize()).isEqualTo(112);
      assertThat(bytes.get(ValueLayout.JAVA_INT, 0)).as("type").isEqualTo(2);
      assertThat(bytes.get(ValueLayout.JAVA_INT, 4)).as("size").isEqualTo(112);
      assertThat(bytes.get(ValueLayout.JAVA_LONG, 8)).as("config").isEqualTo(190);
      assertThat(bytes.get(ValueLayout.JAVA_LONG, 16)).as("sample_period").isEqualTo(1);
      assertThat(bytes.get(ValueLayout.JAVA_LONG, 24)).as("sample_type").isEqualTo(1030);
      assertThat(bytes.get(ValueLayout.JAVA_LONG, 32)).as("read_format").isEqualTo(11);
      assertThat(bytes.get(ValueLayout.JAVA_LONG, 40))
          .as("disabled, exclude_kernel, exclude_hv, use_clockid")
          .isEqualTo(1 | 1 << 5 | 1 << 6 | 1 << 25);
      assertThat(bytes.get(ValueLayout.JAVA_INT, 92)).as("clockid").isEqualTo(7);
    }
  }
}
