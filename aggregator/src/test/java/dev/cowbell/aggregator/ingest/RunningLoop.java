package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.TickStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An ingest loop on a thread of its own. */
final class RunningLoop {

  static final Duration RETENTION = Duration.ofDays(7);

  final IngestProgress progress;
  final Set<Integer> partitionsSeen = ConcurrentHashMap.newKeySet();
  private final IngestLoop loop;
  private final Thread thread;

  RunningLoop(String bootstrap, TickStore store) {
    progress = new IngestProgress(partitionsSeen::add);
    loop =
        new IngestLoop(bootstrap, store, new TickDecoder(RETENTION), Clock.systemUTC(), progress);
    thread = Thread.ofVirtual().name("ingest-test").start(this::run);
  }

  /** Lets it end in order. */
  void stop() throws InterruptedException {
    loop.stop();
    awaitEnd();
  }

  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  boolean hasEnded() {
    return !thread.isAlive();
  }

  private void run() {
    try {
      loop.run();
    } catch (SimulatedCrash crash) {
      // The test made it happen and sees it by hasEnded().
      System.getLogger("test").log(System.Logger.Level.DEBUG, "crashed as told", crash);
    }
  }
}
