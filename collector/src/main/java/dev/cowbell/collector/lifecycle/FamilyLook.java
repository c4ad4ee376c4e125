package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.reading.Reading;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One family at one look; while a new master takes over from an old one, both together.
 *
 * @param atMillis since boot
 * @param way what became of the master since the look before; SAME_MASTER where nothing did
 * @param exits accounted so far
 * @param times what the kernel recorded of ends since the tick before
 * @param footprintBytes anonymous memory it costs
 * @param availableBytes MemAvailable of the host
 */
public record FamilyLook(
    long atMillis,
    List<WorkerLook> workers,
    ReloadWay way,
    ExitWatch.Totals exits,
    TaskTimes times,
    Reading<Long> footprintBytes,
    Reading<Long> availableBytes) {

  Set<ProcessKey> keys() {
    return workers.stream().map(WorkerLook::key).collect(Collectors.toSet());
  }
}
