package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.DurationReading;
import dev.cowbell.api.contract.v1.Reload;
import dev.cowbell.api.contract.v1.ReloadWay;
import dev.cowbell.collector.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Reloads as the contract has them. */
final class ReloadMessages {
  private ReloadMessages() {}

  /**
   * @param beganAt when the first old worker was seen to have left, by the host's clock
   */
  static Reload of(dev.cowbell.collector.lifecycle.Reload reload, Instant beganAt) {
    return Reload.newBuilder()
        .setWay(way(reload.way()))
        .setBeganAt(Messages.timestamp(beganAt))
        .setWorkersBefore(reload.workersBefore())
        .setWorkersAfter(reload.workersAfter())
        .setBackAfter(duration(reload.backAfter()))
        .setReadyAfter(duration(reload.readyAfter()))
        .setLeavingMinorFaults(Messages.count(reload.leavingFaults()))
        .setFootprintBeforeBytes(Messages.bytes(reload.extremes().footprintBeforeBytes()))
        .setFootprintPeakBytes(Messages.bytes(reload.extremes().footprintPeakBytes()))
        .setAvailableBeforeBytes(Messages.bytes(reload.extremes().availableBeforeBytes()))
        .setAvailableLowestBytes(Messages.bytes(reload.extremes().availableLowestBytes()))
        .setResolution(Messages.duration(reload.resolution()))
        .build();
  }

  /** One sentence for people. */
  static String sentence(dev.cowbell.collector.lifecycle.Reload reload) {
    String ready =
        reload
            .readyAfter()
            .fold(
                time -> String.format(Locale.ROOT, "ready after %.1f s", time.toMillis() / 1e3),
                Reading.Unavailable::detail);
    String faults =
        reload
            .leavingFaults()
            .optional()
            .map(count -> ", the old ones left with " + count + " minor faults")
            .orElse("");
    String how =
        switch (reload.way()) {
          case SAME_MASTER -> "by the same master";
          case REPLACED_PROGRAM -> "by a master that replaced its program";
          case NEW_MASTER -> "by a new master";
        };
    return reload.workersBefore() + " workers were replaced " + how + ", " + ready + faults;
  }

  private static ReloadWay way(dev.cowbell.collector.lifecycle.ReloadWay way) {
    return switch (way) {
      case SAME_MASTER -> ReloadWay.RELOAD_WAY_SAME_MASTER;
      case REPLACED_PROGRAM -> ReloadWay.RELOAD_WAY_REPLACED_PROGRAM;
      case NEW_MASTER -> ReloadWay.RELOAD_WAY_NEW_MASTER;
    };
  }

  private static DurationReading duration(Reading<Duration> reading) {
    return reading.fold(
        time -> DurationReading.newBuilder().setDuration(Messages.duration(time)).build(),
        absent ->
            DurationReading.newBuilder().setUnavailable(Messages.unavailable(absent)).build());
  }
}
