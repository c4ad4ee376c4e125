package dev.cowbell.collector.delivery;

import dev.cowbell.collector.spool.SpooledRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What was sent and has no answer yet, by number. Not for several threads. */
final class InFlight {
  /** One attempt to send one tick. */
  record Attempt(SpooledRecord record, long sentNanos) {}

  private final TreeMap<Long, Attempt> attempts = new TreeMap<>();
  private long bytes;

  void add(Attempt attempt) {
    attempts.put(attempt.record().number(), attempt);
    bytes += attempt.record().value().length;
  }

  /** Answers false where it was given up before. */
  boolean remove(Attempt attempt) {
    boolean isThere = attempts.remove(attempt.record().number(), attempt);
    if (isThere) {
      bytes -= attempt.record().value().length;
    }
    return isThere;
  }

  List<Attempt> removeAll() {
    List<Attempt> all = new ArrayList<>(attempts.values());
    attempts.clear();
    bytes = 0;
    return all;
  }

  boolean isFull(Pace pace) {
    return attempts.size() >= pace.maxInFlight()
        || (!attempts.isEmpty() && bytes >= pace.maxInFlightBytes());
  }

  boolean isEmpty() {
    return attempts.isEmpty();
  }

  int size() {
    return attempts.size();
  }

  Optional<Attempt> oldest() {
    return Optional.ofNullable(attempts.firstEntry()).map(entry -> entry.getValue());
  }
}
