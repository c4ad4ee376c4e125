package dev.cowbell.collector.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk side of a spool. Nothing is written before the state that it rests on: a record after
 * the losses that it carries, a deletion after the losses that it causes. Not for several threads.
 */
final class SpoolDisk {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolDisk.class);
  private static final long FIRST_RETRY_MILLIS = 1_000;
  private static final long LONGEST_RETRY_MILLIS = 60_000;

  private final SpoolFolder folder;
  private final SpoolLimits limits;
  private final WaitingRecords waiting;
  private final SegmentLog log;
  private final StateFiles states;
  private final long spoolId;
  private final Map<String, String> asideNames;
  private final long movedAside;
  private long generation;
  private long lastNumber;
  private long failures;
  private boolean isFailing;
  private long retryMillis;
  private long retryAtMillis;
  private long unsyncedSinceMillis = Long.MAX_VALUE;
  private long unsyncedThrough;

  SpoolDisk(SpoolFolder folder, SpoolLimits limits, WaitingRecords waiting, RecoveredSpool found) {
    this.folder = folder;
    this.limits = limits;
    this.waiting = waiting;
    log = found.log();
    states = found.states();
    spoolId = found.spoolId();
    generation = found.generation();
    lastNumber = found.recovery().lastNumber();
    asideNames = new TreeMap<>(found.asideNames());
    movedAside = asideNames.size();
  }

  void store(long nowMillis, Loss.Reason overflowReason) {
    if (isFailing && nowMillis >= retryAtMillis - retryMillis && nowMillis < retryAtMillis) {
      return;
    }
    try {
      storeAll(nowMillis, overflowReason);
      works();
    } catch (IOException failure) {
      fails(failure, nowMillis);
    }
  }

  private void storeAll(long nowMillis, Loss.Reason overflowReason) throws IOException {
    waiting.expire(overflowReason, nowMillis - limits.age().toMillis());
    drop(Retention.tooOld(facts(), limits.age(), nowMillis), overflowReason);
    WaitingRecords.Unstored unstored = waiting.unstored();
    while (!unstored.isEmpty()) {
      if (unstored.state().isPresent()) {
        writeState(unstored.state().get(), unstored.isBookNew() || leavesHole(unstored.records()));
      }
      for (SpooledRecord record : unstored.records()) {
        append(record, nowMillis, overflowReason);
      }
      unstored = waiting.unstored();
    }
    tidy();
    syncIfDue(nowMillis);
  }

  /** Whether numbers are left out that only the state accounts for. */
  private boolean leavesHole(List<SpooledRecord> records) {
    return !records.isEmpty() && records.getLast().number() != lastNumber + records.size();
  }

  private void append(SpooledRecord record, long nowMillis, Loss.Reason overflowReason)
      throws IOException {
    drop(Retention.tooMany(facts(), log.bytesOf(record), limits.diskBytes()), overflowReason);
    log.append(record);
    lastNumber = record.number();
    waiting.stored(record.number());
    unsyncedSinceMillis = Math.min(unsyncedSinceMillis, nowMillis);
    unsyncedThrough = record.number();
  }

  private List<Retention.Facts> facts() {
    return log.segments().stream().map(Segment::facts).toList();
  }

  private void drop(int count, Loss.Reason reason) throws IOException {
    if (count == 0) {
      return;
    }
    for (Segment segment : log.segments().subList(0, count)) {
      segment.records().forEach(r -> waiting.lost(r.number(), Loss.ofOne(reason, r.atMillis())));
      log.removeOldest();
    }
    forgetRemoved();
  }

  /** Deletes what has arrived, and moves aside what is not ours. */
  private void tidy() throws IOException {
    boolean isAnyRemoved = false;
    for (Segment segment : log.segments()) {
      if (log.isCurrent(segment) || !waiting.isSettled(segment)) {
        break;
      }
      log.removeOldest();
      isAnyRemoved = true;
    }
    if (isAnyRemoved) {
      forgetRemoved();
    }
    for (Map.Entry<String, String> aside : List.copyOf(asideNames.entrySet())) {
      folder.rename(aside.getKey(), aside.getValue());
      asideNames.remove(aside.getKey());
    }
    log.deleteRemoved();
  }

  private void forgetRemoved() throws IOException {
    writeState(waiting.snapshot(), true);
    log.deleteRemoved();
  }

  private void writeState(WaitingRecords.Snapshot snapshot, boolean durably) throws IOException {
    SpoolState state =
        new SpoolState(
            generation + 1,
            spoolId,
            log.firstSegment(),
            lastNumber,
            snapshot.settledThrough(),
            snapshot.settled(),
            snapshot.unreported(),
            snapshot.carried());
    states.write(state, durably);
    generation++;
  }

  private void syncIfDue(long nowMillis) throws IOException {
    if (unsyncedSinceMillis == Long.MAX_VALUE) {
      return;
    }
    Optional<Long> open = waiting.firstOpenAfter(0);
    if (open.isEmpty() || open.get() > unsyncedThrough) {
      unsyncedSinceMillis = Long.MAX_VALUE;
    } else if (nowMillis - unsyncedSinceMillis >= Spool.SYNC_MILLIS) {
      sync();
    }
  }

  /** The state too: it says up to which number there were records, should the last be damaged. */
  private void sync() throws IOException {
    log.sync();
    writeState(waiting.snapshot(), true);
    unsyncedSinceMillis = Long.MAX_VALUE;
  }

  private void works() {
    if (isFailing) {
      isFailing = false;
      LOG.info("The spool's disk takes records again");
    }
  }

  private void fails(IOException failure, long nowMillis) {
    failures++;
    waiting.notStored();
    retryMillis = isFailing ? Math.min(retryMillis * 2, LONGEST_RETRY_MILLIS) : FIRST_RETRY_MILLIS;
    retryAtMillis = nowMillis + retryMillis;
    if (!isFailing) {
      isFailing = true;
      LOG.warn(
          "The spool's disk does not take records, they wait in memory until it does: {}",
          failure.toString());
    }
    List<IOException> further = new ArrayList<>();
    letGo(log::abandonCurrent, further);
    letGo(states::close, further);
    further.forEach(
        more -> LOG.debug("Nor could a file of the spool be closed: {}", more.toString()));
  }

  private interface Closing {
    void run() throws IOException;
  }

  private static void letGo(Closing closing, List<IOException> failures) {
    try {
      closing.run();
    } catch (IOException failure) {
      failures.add(failure);
    }
  }

  Optional<SpooledRecord> read(long number) throws IOException {
    return log.read(number);
  }

  Optional<Long> madeAt(long number) {
    return log.segments().stream()
        .flatMap(segment -> segment.find(number).stream())
        .map(SegmentScan.Found::atMillis)
        .findFirst();
  }

  DiskCounts counts() {
    List<Segment> segments = log.segments();
    return new DiskCounts(
        segments.stream().mapToLong(Segment::bytes).sum(),
        segments.size(),
        failures,
        isFailing,
        movedAside);
  }

  void close(long nowMillis, Loss.Reason overflowReason) {
    retryAtMillis = nowMillis;
    store(nowMillis, overflowReason);
    List<IOException> failed = new ArrayList<>();
    letGo(this::sync, failed);
    letGo(log::close, failed);
    letGo(states::close, failed);
    letGo(folder::close, failed);
    failed.forEach(failure -> LOG.warn("The spool was not closed cleanly: {}", failure.toString()));
  }
}
