package dev.cowbell.collector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class SystemCallsTest {
  private static final int NO_FILE = 1_000_000;

  /** Two of a hundredth of a second, in which times(2) counts user and system time. */
  private static final long CLOCK_TICKS_NANOS = 20_000_000;

  @Test
  void processCpuNanos_areThoseOfTheVirtualMachine() throws SystemCallException {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = SystemCalls.processCpuNanos();
    long between = machine.getProcessCpuTime();
    assertThat(between).isBetween(before - CLOCK_TICKS_NANOS, SystemCalls.processCpuNanos());
  }

  @Test
  void refusal_saysWhichCallAndWhy() {
    assertThatThrownBy(() -> SystemCalls.close(NO_FILE))
        .isInstanceOfSatisfying(
            SystemCallException.class,
            refused -> assertThat(refused.errno()).isEqualTo(Errno.EBADF))
        .hasMessage("close failed: EBADF, not an open file");
  }

  @Test
  void advice_onWhatIsNotMapped_isRefused() {
    int willNeed = 3;
    assertThatThrownBy(() -> SystemCalls.advise(0, 4096, willNeed))
        .hasMessageStartingWith("madvise failed: ");
  }
}
