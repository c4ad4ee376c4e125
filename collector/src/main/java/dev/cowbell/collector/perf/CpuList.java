package dev.cowbell.collector.perf;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The CPUs that are online, {@code /sys/devices/system/cpu/online}, such as 0-3,8. */
public final class CpuList {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int MAX_CPUS = 8192;

  private CpuList() {}

  /**
   * Those of this host.
   *
   * @param sysRoot usually /sys
   */
  public static Reading<List<Integer>> online(Path sysRoot) {
    Path file = sysRoot.resolve("devices/system/cpu/online");
    try {
      return parse(Files.readString(file));
    } catch (IOException failure) {
      return Reading.unavailable(Reason.NOT_SUPPORTED, file + " could not be read");
    }
  }

  static Reading<List<Integer>> parse(String text) {
    List<Integer> cpus = new ArrayList<>();
    for (String part : text.strip().split(",", -1)) {
      Matcher range = RANGE.matcher(part);
      if (!range.matches()) {
        return Reading.unavailable(Reason.MALFORMED, "not a list of CPUs: " + text.strip());
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      for (int cpu = first; cpu <= last && cpus.size() < MAX_CPUS; cpu++) {
        cpus.add(cpu);
      }
    }
    return Reading.of(List.copyOf(cpus));
  }
}
