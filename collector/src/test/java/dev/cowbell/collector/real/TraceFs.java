package dev.cowbell.collector.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What the trace file system says of the page-fault tracepoint, copied out of a mount that only a
 * child process sees: a test changes nothing on the machine.
 */
public final class TraceFs {
  private TraceFs() {}

  /**
   * A /sys with no more than that in it and the list of CPUs.
   *
   * @return whether it could be mounted
   */
  public static boolean copyInto(Path sysRoot) throws IOException {
    Path event = sysRoot.resolve("kernel/tracing/events/exceptions/page_fault_user");
    Path cpus = sysRoot.resolve("devices/system/cpu");
    Files.createDirectories(event);
    Files.createDirectories(cpus);
    Files.writeString(
        cpus.resolve("online"), Files.readString(Path.of("/sys/devices/system/cpu/online")));
    String source = "/sys/kernel/tracing/events/exceptions/page_fault_user/";
    Process copying =
        new ProcessBuilder(
                "unshare",
                "-m",
                "sh",
                "-c",
                "{ [ -e /sys/kernel/tracing/events ] || mount -t tracefs nodev /sys/kernel/tracing; }"
                    + " && cat "
                    + source
                    + "id >\"$0/id\" && cat "
                    + source
                    + "format >\"$0/format\"",
                event.toString())
            .redirectErrorStream(true)
            .start();
    try {
      if (!copying.waitFor(10, TimeUnit.SECONDS)) {
        copying.destroyForcibly();
        return false;
      }
      return copying.exitValue() == 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
