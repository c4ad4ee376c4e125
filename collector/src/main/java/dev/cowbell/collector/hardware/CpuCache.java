package dev.cowbell.collector.hardware;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code /sys/devices/system/cpu/cpu0/cache} as in the kernel's sysfs-devices-system-cpu. */
final class CpuCache {
  private static final int MAX_INDEX = 8;

  private CpuCache() {}

  static Reading<Long> level3Bytes(Path sysRoot) {
    Path folder = sysRoot.resolve("devices/system/cpu/cpu0/cache");
    try {
      for (int i = 0; i < MAX_INDEX; i++) {
        Path index = folder.resolve("index" + i);
        if (Files.exists(index) && Files.readString(index.resolve("level")).strip().equals("3")) {
          return parse(Files.readString(index.resolve("size")).strip())
              .map(Reading::of)
              .orElseGet(() -> Reading.unavailable(Reason.MALFORMED, index + "/size is no size"));
        }
      }
    } catch (IOException failure) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED, folder + " could not be read: " + failure.getMessage());
    }
    return Reading.unavailable(
        Reason.NOT_SUPPORTED, "this machine shows no level 3 cache in " + folder);
  }

  /** Such as 32768K or 32M. */
  static Optional<Long> parse(String size) {
    long unit = size.endsWith("K") ? 1024 : size.endsWith("M") ? 1024 * 1024 : 0;
    String digits = size.isEmpty() ? "" : size.substring(0, size.length() - 1);
    boolean valid = unit > 0 && digits.matches("[0-9]{1,9}");
    return valid ? Optional.of(Long.parseLong(digits) * unit) : Optional.empty();
  }
}
