package dev.cowbell.collector.delivery;

import dev.cowbell.collector.spool.Spool;
import dev.cowbell.collector.spool.SpoolCounts;
import dev.cowbell.collector.spool.SpoolLimits;
import dev.cowbell.settings.kafka.KafkaSecurity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A spool and a delivery as a collector runs them, with short waits. */
final class Line implements AutoCloseable {
  private static final Pace PACE =
      new Pace(
          5,
          1024 * 1024,
          Duration.ofSeconds(20),
          new Backoff(Duration.ofMillis(50), Duration.ofMillis(400)));

  final TickSpool ticks;
  final SpoolDelivery delivery;

  private Line(Spool spool, ProducerSource producers) {
    CapturedLog.quietKafka();
    ticks = new TickSpool(spool);
    delivery = new SpoolDelivery(ticks, producers, PACE);
    ticks.start();
    delivery.start();
  }

  static Line onDisk(Path folder, SpoolLimits limits, ProducerSource producers) throws IOException {
    return new Line(Spool.open(folder, limits, new SteadyClock(Clock.systemUTC())), producers);
  }

  static Line inMemory(SpoolLimits limits, ProducerSource producers) {
    return new Line(Spool.inMemory(limits, new SteadyClock(Clock.systemUTC())), producers);
  }

  static ProducerSource to(String bootstrap) {
    return to(bootstrap, KafkaSecurity.NONE);
  }

  static ProducerSource to(String bootstrap, KafkaSecurity security) {
    return () -> ProducerSettings.open(bootstrap, security);
  }

  void awaitWaiting(long waiting) {
    Ticks.await(
        waiting + " ticks waiting",
        () -> ticks.counts().waiting() == waiting,
        () -> ticks.counts() + " " + delivery.counts());
  }

  void awaitStalled() {
    Ticks.await(
        "a stalled delivery",
        () -> delivery.counts().isStalled(),
        () -> ticks.counts() + " " + delivery.counts());
  }

  SpoolCounts counts() {
    return ticks.counts();
  }

  @Override
  public void close() {
    delivery.close();
    ticks.close();
  }
}
