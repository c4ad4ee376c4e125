package dev.cowbell.collector.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reason;
import org.junit.jupiter.api.Test;

class CounterProbeTest {

  @Test
  void probe_onThisHost_givesAReasonAndNeverAValue() {
    assertThat(CounterProbe.probe().optional()).isEmpty();
  }

  @Test
  void reason_tellsNoHardwareFromNoPermission() {
    assertThat(CounterProbe.reason(2).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(CounterProbe.reason(13).isAbsentFor(Reason.PERMISSION_DENIED)).isTrue();
    assertThat(CounterProbe.reason(0).toString()).contains("does not count them yet");
  }
}
