package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.Disk;
import dev.cowbell.collector.procfs.DiskStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What disks did between two ticks. Partitions, loop devices and memory disks are left out: they
 * are no hardware.
 */
final class DiskObserver {
  private final Path blockDevices;
  private final Map<String, Boolean> isHardware = new HashMap<>();
  private Map<String, DiskStats> before = Map.of();

  DiskObserver(Path sysRoot) {
    blockDevices = sysRoot.resolve("block");
  }

  List<Disk> observe(List<DiskStats> stats, Duration elapsed) {
    Map<String, DiskStats> now = new HashMap<>();
    List<Disk> disks = new ArrayList<>();
    for (DiskStats disk : stats) {
      if (isHardware.computeIfAbsent(disk.device(), this::hasDevice)) {
        now.put(disk.device(), disk);
        delta(disk, elapsed).ifPresent(disks::add);
      }
    }
    before = now;
    return disks;
  }

  private boolean hasDevice(String name) {
    return Files.exists(blockDevices.resolve(name).resolve("device"));
  }

  /**
   * Nothing on the first tick, nor where a counter went backwards because the device was replaced.
   */
  private Optional<Disk> delta(DiskStats now, Duration elapsed) {
    DiskStats last = before.get(now.device());
    long millis = elapsed.toMillis();
    if (last == null
        || millis <= 0
        || now.busyMillis() < last.busyMillis()
        || now.readBytes() < last.readBytes()
        || now.writtenBytes() < last.writtenBytes()) {
      return Optional.empty();
    }
    double busy = (double) (now.busyMillis() - last.busyMillis()) / millis;
    return Optional.of(
        Disk.newBuilder()
            .setDevice(now.device())
            .setBusyRatio(Math.min(1, busy))
            .setReadBytesDelta(now.readBytes() - last.readBytes())
            .setWrittenBytesDelta(now.writtenBytes() - last.writtenBytes())
            .build());
  }
}
