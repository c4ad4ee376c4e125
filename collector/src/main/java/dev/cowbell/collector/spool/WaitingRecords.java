package dev.cowbell.collector.spool;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which records wait, which are settled and which losses are to be told: everything that sampling
 * touches. Its lock is never held while a disk or a network is waited for.
 */
final class WaitingRecords {
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, SpooledRecord> inMemory = new TreeMap<>();
  private final Map<Loss.Reason, Long> dropped = new EnumMap<>(Loss.Reason.class);
  private final Settled settled;
  private final LossBook book;
  private long memoryBytes;
  private long lastNumber;
  private final long recovered;
  private long sampled;
  private long published;
  private boolean isProgressNew;
  private boolean isBookNew;

  WaitingRecords(long maxBytes, Recovery recovery) {
    this.maxBytes = maxBytes;
    settled = recovery.settled();
    book = recovery.book();
    lastNumber = recovery.lastNumber();
    recovered = recovery.recovered();
    for (Loss.Reason reason : Loss.Reason.values()) {
      dropped.put(reason, reason == Loss.Reason.CORRUPT ? recovery.corrupt() : 0L);
    }
  }

  /** What has to be written next, in this order: the state, if there is one, then the records. */
  record Unstored(Optional<Snapshot> state, boolean isBookNew, List<SpooledRecord> records) {
    boolean isEmpty() {
      return state.isEmpty() && records.isEmpty();
    }
  }

  /** The part of the state that is kept here. */
  record Snapshot(
      long settledThrough,
      List<Settled.Range> settled,
      List<Loss> unreported,
      SortedMap<Long, List<Loss>> carried) {}

  void append(String key, byte[] value, long atMillis, long nowMillis, Loss.Reason overflowReason) {
    lock.lock();
    try {
      SpooledRecord record = new SpooledRecord(++lastNumber, atMillis, nowMillis, key, value);
      sampled++;
      isBookNew |= book.bind(record.number());
      inMemory.put(record.number(), record);
      memoryBytes += record.size();
      while (memoryBytes > maxBytes && inMemory.size() > 1) {
        SpooledRecord oldest = inMemory.firstEntry().getValue();
        settleLost(oldest.number(), Loss.ofOne(overflowReason, oldest.atMillis()));
        forget(oldest.number());
      }
    } finally {
      lock.unlock();
    }
  }

  void report(Loss loss) {
    lock.lock();
    try {
      book.add(loss);
      isBookNew = true;
    } finally {
      lock.unlock();
    }
  }

  List<Loss> takeLosses() {
    lock.lock();
    try {
      return book.take();
    } finally {
      lock.unlock();
    }
  }

  /** The first open number above this one; empty where there is none yet. */
  Optional<Long> firstOpenAfter(long number) {
    lock.lock();
    try {
      long open = settled.firstOpenFrom(number + 1);
      return open > lastNumber ? Optional.empty() : Optional.of(open);
    } finally {
      lock.unlock();
    }
  }

  Optional<SpooledRecord> inMemory(long number) {
    lock.lock();
    try {
      return Optional.ofNullable(inMemory.get(number));
    } finally {
      lock.unlock();
    }
  }

  /**
   * It arrived. One that was counted as lost meanwhile stays so.
   *
   * @param keep leaves it in memory, to be written in its turn: so the numbers on disk have no hole
   */
  void arrived(long number, boolean keep) {
    lock.lock();
    try {
      if (settled.contains(number)) {
        return;
      }
      settled.add(number);
      published++;
      isProgressNew = true;
      isBookNew |= book.arrived(number);
      if (!keep) {
        forget(number);
      }
    } finally {
      lock.unlock();
    }
  }

  /** It is lost. Answers false where it was settled before. */
  boolean lost(long number, Loss loss) {
    lock.lock();
    try {
      boolean isNew = settleLost(number, loss);
      forget(number);
      return isNew;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is in memory only and older than this. */
  void expire(Loss.Reason reason, long beforeMillis) {
    lock.lock();
    try {
      while (!inMemory.isEmpty() && inMemory.firstEntry().getValue().addedMillis() < beforeMillis) {
        SpooledRecord oldest = inMemory.firstEntry().getValue();
        settleLost(oldest.number(), Loss.ofOne(reason, oldest.atMillis()));
        forget(oldest.number());
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean settleLost(long number, Loss loss) {
    if (settled.contains(number)) {
      return false;
    }
    settled.add(number);
    dropped.merge(loss.reason(), 1L, Long::sum);
    book.lost(number);
    book.add(loss);
    isBookNew = true;
    return true;
  }

  boolean isSettled(Segment segment) {
    lock.lock();
    try {
      return segment.isSettled(settled);
    } finally {
      lock.unlock();
    }
  }

  /** What is to be written now; the records stay until {@link #stored}. */
  Unstored unstored() {
    lock.lock();
    try {
      boolean isNew = isProgressNew || isBookNew;
      Unstored unstored =
          new Unstored(
              isNew ? Optional.of(snapshotLocked()) : Optional.empty(),
              isBookNew,
              new ArrayList<>(inMemory.values()));
      isProgressNew = false;
      isBookNew = false;
      return unstored;
    } finally {
      lock.unlock();
    }
  }

  Snapshot snapshot() {
    lock.lock();
    try {
      return snapshotLocked();
    } finally {
      lock.unlock();
    }
  }

  private Snapshot snapshotLocked() {
    return new Snapshot(settled.through(), settled.ranges(), book.unreported(), book.carried());
  }

  /** What was to be written could not be. */
  void notStored() {
    lock.lock();
    try {
      isBookNew = true;
    } finally {
      lock.unlock();
    }
  }

  /** The record is on disk. */
  void stored(long number) {
    lock.lock();
    try {
      forget(number);
    } finally {
      lock.unlock();
    }
  }

  private void forget(long number) {
    SpooledRecord record = inMemory.remove(number);
    if (record != null) {
      memoryBytes -= record.size();
    }
  }

  SpoolCounts counts(DiskCounts disk) {
    lock.lock();
    try {
      return new SpoolCounts(
          sampled,
          recovered,
          published,
          new EnumMap<>(dropped),
          settled.openUpTo(lastNumber),
          memoryBytes,
          disk.bytes(),
          disk.segments(),
          disk.failures(),
          disk.isFailing(),
          disk.movedAside());
    } finally {
      lock.unlock();
    }
  }
}
