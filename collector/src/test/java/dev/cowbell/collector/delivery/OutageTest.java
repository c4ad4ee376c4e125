package dev.cowbell.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.spool.SpoolCounts;
import dev.cowbell.collector.spool.SpoolLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is away. */
@Timeout(120)
class OutageTest {
  @TempDir Path folder;

  @Test
  void outageShorterThanTheSpool_losesNothing_overARestartOfTheCollectorToo() throws Exception {
    try (TestBroker broker = new TestBroker(folder.resolve("kafka"), "PLAINTEXT", Map.of())) {
      broker.start();
      try (Line line = line(broker)) {
        add(line, 1, 5);
        line.awaitWaiting(0);
        broker.stop();
        add(line, 6, 20);
        assertThat(line.counts().waiting()).isEqualTo(15);
      }
      try (Line line = line(broker)) {
        assertThat(line.counts().recovered()).isEqualTo(15);
        add(line, 21, 40);
        broker.start();
        line.awaitWaiting(0);
        add(line, 41, 45);
        line.awaitWaiting(0);
        SpoolCounts counts = line.counts();
        assertThat(counts.droppedTotal()).isZero();
        assertThat(counts.published()).isEqualTo(40);
      }
      assertThat(firstArrivals(broker.ticks()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 45).boxed().toList());
    }
  }

  @Test
  void outageLongerThanTheSpool_tellsWhatWasDropped() throws Exception {
    try (TestBroker broker = new TestBroker(folder.resolve("kafka"), "PLAINTEXT", Map.of());
        Line line =
            Line.onDisk(
                folder.resolve("spool"),
                new SpoolLimits(40_000, Duration.ofHours(1), 200_000),
                Line.to(broker.bootstrap()))) {
      add(line, 1, 30);
      Ticks.await("drops", () -> line.counts().droppedTotal() > 0, line::counts);
      broker.start();
      line.awaitWaiting(0);
      add(line, 31, 31);
      line.awaitWaiting(0);
      List<HostTick> ticks = broker.ticks();
      long dropped = line.counts().droppedTotal();
      // What was already handed to the client when it was dropped may arrive all the same.
      assertThat(31L - ticks.size()).isBetween(dropped - 5, dropped);
      List<Gap> gaps = ticks.stream().flatMap(tick -> tick.getGapsList().stream()).toList();
      assertThat(gaps).allMatch(gap -> gap.getReason() == GapReason.GAP_REASON_BUFFER_FULL);
      assertThat(gaps.stream().mapToLong(Gap::getTicks).sum()).isEqualTo(dropped);
      assertThat(gaps.getFirst().getFrom().getSeconds()).isEqualTo(1_700_000_001);
      assertThat(gaps.getLast().getTo().getSeconds()).isEqualTo(1_700_000_000 + dropped);
    }
  }

  @Test
  void unreachableBroker_neverHoldsUpSamplingNorTheEnd() {
    long start = System.nanoTime();
    try (Line line =
        Line.inMemory(SpoolLimits.DEFAULT, Line.to("127.0.0.1:" + TestBroker.freePort()))) {
      add(line, 1, 200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      line.awaitStalled();
      assertThat(line.counts().waiting()).isEqualTo(200);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private Line line(TestBroker broker) throws Exception {
    return Line.onDisk(folder.resolve("spool"), SpoolLimits.DEFAULT, Line.to(broker.bootstrap()));
  }

  private static void add(Line line, long first, long last) {
    LongStream.rangeClosed(first, last).forEach(sequence -> Ticks.add(line.ticks, sequence, 2000));
  }

  /** As the receiver takes them: what is not above the greatest so far is a duplicate. */
  private static List<Long> firstArrivals(List<HostTick> ticks) {
    long[] greatest = {0};
    return ticks.stream()
        .map(HostTick::getSequence)
        .filter(
            sequence -> {
              boolean isNew = sequence > greatest[0];
              greatest[0] = Math.max(greatest[0], sequence);
              return isNew;
            })
        .toList();
  }
}
