package dev.cowbell.collector.app;

import dev.cowbell.collector.spool.SpoolLimits;
import dev.cowbell.settings.Settings;
import dev.cowbell.settings.kafka.KafkaSecurity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How ticks get to Kafka.
 *
 * @param spoolFolder COWBELL_SPOOL_DIR: absent, ticks wait in memory only
 * @param spoolLimits COWBELL_SPOOL_BYTES, 64MiB, and COWBELL_SPOOL_AGE, 6h
 * @param security COWBELL_KAFKA_SECURITY_PROTOCOL and the settings beside it
 */
record DeliveryConfig(Optional<Path> spoolFolder, SpoolLimits spoolLimits, KafkaSecurity security) {
  private static final long LEAST_SPOOL_BYTES = 1024 * 1024;

  static DeliveryConfig from(Settings settings) {
    Optional<Path> folder =
        settings
            .text(
                "COWBELL_SPOOL_DIR",
                "where ticks wait for Kafka over a restart; else in memory only",
                "a folder that only this collector writes to")
            .map(Path::of);
    long bytes =
        settings.bytes("COWBELL_SPOOL_BYTES", "how much may wait", "64MiB", LEAST_SPOOL_BYTES);
    Duration age =
        settings.duration(
            "COWBELL_SPOOL_AGE",
            "how long a tick may wait",
            "6h",
            Duration.ofMinutes(1),
            Duration.ofDays(30));
    return new DeliveryConfig(
        folder,
        new SpoolLimits(bytes, age, SpoolLimits.DEFAULT.memoryBytes()),
        KafkaSecurity.from(settings));
  }
}
