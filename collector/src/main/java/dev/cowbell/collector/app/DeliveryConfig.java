package dev.cowbell.collector.app;

import dev.cowbell.collector.delivery.KafkaSecurity;
import dev.cowbell.collector.spool.SpoolLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How ticks get to Kafka.
 *
 * @param spoolFolder COWBELL_SPOOL_DIR: absent, ticks wait in memory only
 * @param spoolLimits COWBELL_SPOOL_BYTES, 64MiB, and COWBELL_SPOOL_AGE, 6h
 * @param security COWBELL_KAFKA_SECURITY_PROTOCOL and the settings beside it
 */
record DeliveryConfig(Optional<Path> spoolFolder, SpoolLimits spoolLimits, KafkaSecurity security) {
  private static final String SPOOL_BYTES = "COWBELL_SPOOL_BYTES";
  private static final long LEAST_SPOOL_BYTES = 1024 * 1024;

  static DeliveryConfig from(Map<String, String> environment, Settings settings) {
    long bytes = settings.bytes(SPOOL_BYTES, "64MiB");
    if (bytes < LEAST_SPOOL_BYTES) {
      settings.fault(SPOOL_BYTES, Long.toString(bytes), "at least 1MiB");
    }
    Duration age =
        settings.duration("COWBELL_SPOOL_AGE", "6h", Duration.ofMinutes(1), Duration.ofDays(30));
    return new DeliveryConfig(
        settings.text("COWBELL_SPOOL_DIR").map(Path::of),
        new SpoolLimits(bytes, age, SpoolLimits.DEFAULT.memoryBytes()),
        KafkaSecurity.from(environment, settings::fault));
  }
}
