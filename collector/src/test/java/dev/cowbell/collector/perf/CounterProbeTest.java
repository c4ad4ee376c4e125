package dev.cowbell.collector.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterProbeTest {

  @TempDir Path sysRoot;

  @Test
  void tryToOpen_onThisHost_givesAReasonAndNeverAValue() {
    assertThat(CounterProbe.tryToOpen().optional()).isEmpty();
  }

  @Test
  void probe_whereTheKernelListsNoHardware_isNotSupported() throws IOException {
    Files.createDirectories(sysRoot.resolve("bus/event_source/devices/software"));

    assertThat(CounterProbe.probe(sysRoot).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(CounterProbe.probe(sysRoot).toString()).contains("no PMU");
  }

  @Test
  void reason_tellsNoHardwareFromNoPermission() {
    assertThat(CounterProbe.reason(2).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(CounterProbe.reason(13).isAbsentFor(Reason.PERMISSION_DENIED)).isTrue();
    assertThat(CounterProbe.reason(0).toString()).contains("does not count them yet");
  }
}
