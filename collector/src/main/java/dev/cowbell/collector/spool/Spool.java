package dev.cowbell.collector.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records between sampling and the broker, in order, bounded by bytes and age; the oldest are
 * dropped first and every drop is told with a later record. Safe for one thread that appends, one
 * that stores and one that takes.
 *
 * <p>Appending touches memory only. {@link #store} brings what was appended to the disk, where it
 * survives the end of the process; a power cut takes what is younger than {@link #SYNC_MILLIS} and
 * has not arrived, since a file is forced to the disk only for records that have waited so long,
 * when it is full, and whenever losses are involved. So a broker that answers costs no flush at
 * all. A disk that is full or fails is left alone for a while; meanwhile records wait in memory,
 * bounded, and are stored when it takes them again.
 *
 * <p>A record is handed out until it is settled, so at least once: after a crash what had arrived
 * but was not yet noted is handed out again.
 */
public final class Spool implements AutoCloseable {
  /** How long a record waits before it is made safe from a power cut. */
  public static final long SYNC_MILLIS = 30_000;

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int UNREADABLE_AFTER = 5;

  private final WaitingRecords waiting;
  private final SpoolLimits limits;
  private final LongSupplier clockMillis;
  private final ReentrantLock disk = new ReentrantLock();
  private final @Nullable SpoolDisk spoolDisk;
  private volatile Loss.Reason overflowReason = Loss.Reason.BUFFER_FULL;
  private volatile DiskCounts diskCounts = DiskCounts.NONE;
  private int readFailures;

  private Spool(
      WaitingRecords waiting,
      SpoolLimits limits,
      LongSupplier clockMillis,
      @Nullable SpoolDisk spoolDisk) {
    this.waiting = waiting;
    this.limits = limits;
    this.clockMillis = clockMillis;
    this.spoolDisk = spoolDisk;
  }

  /**
   * A spool that ends with the process.
   *
   * @param clockMillis milliseconds since 1970; should not follow steps of the host's clock
   */
  public static Spool inMemory(SpoolLimits limits, LongSupplier clockMillis) {
    Recovery nothing =
        Recovery.of(Optional.empty(), 0, new TreeMap<>(Map.of()), clockMillis.getAsLong());
    return new Spool(new WaitingRecords(limits.memoryBytes(), nothing), limits, clockMillis, null);
  }

  /**
   * The spool in a folder, with what waits there; the folder is made if need be.
   *
   * @param clockMillis milliseconds since 1970; should not follow steps of the host's clock
   * @throws IOException where the folder cannot be made or read, or is in use by another collector
   */
  public static Spool open(Path folder, SpoolLimits limits, LongSupplier clockMillis)
      throws IOException {
    return open(DiskFolder.open(folder), limits, clockMillis);
  }

  static Spool open(SpoolFolder folder, SpoolLimits limits, LongSupplier clockMillis)
      throws IOException {
    RecoveredSpool found = RecoveredSpool.read(folder, limits, clockMillis.getAsLong());
    WaitingRecords waiting = new WaitingRecords(limits.memoryBytes(), found.recovery());
    Spool spool =
        new Spool(waiting, limits, clockMillis, new SpoolDisk(folder, limits, waiting, found));
    waiting.notStored();
    spool.store();
    return spool;
  }

  /**
   * Adds a record; it carries the news of the losses that {@link #takeLosses} gave last. Never
   * waits for a disk.
   *
   * @param atMillis when it was made, milliseconds since 1970
   */
  public void append(String key, byte[] value, long atMillis) {
    waiting.append(key, value, atMillis, clockMillis.getAsLong(), overflowReason);
  }

  /** Records that were never made, to be told like those that were lost. */
  public void report(Loss loss) {
    waiting.report(loss);
  }

  /** What the next record is to tell, one per reason; it must then be appended. */
  public List<Loss> takeLosses() {
    return waiting.takeLosses();
  }

  /** Under which reason records are dropped that are too many or too old, from now on. */
  public void overflowReason(Loss.Reason reason) {
    overflowReason = reason;
  }

  /**
   * The oldest record above this number that is not settled; empty where there is none, or the disk
   * does not give it now.
   */
  public Optional<SpooledRecord> next(long number) {
    Optional<Long> open = waiting.firstOpenAfter(number);
    while (open.isPresent()) {
      Optional<SpooledRecord> inMemory = waiting.inMemory(open.get());
      if (inMemory.isPresent()) {
        return inMemory;
      }
      disk.lock();
      try {
        Optional<SpooledRecord> stored = onDisk(open.get());
        if (stored.isPresent() || readFailures > 0) {
          return stored;
        }
      } finally {
        disk.unlock();
      }
      open = waiting.firstOpenAfter(number);
    }
    return Optional.empty();
  }

  private Optional<SpooledRecord> onDisk(long number) {
    try {
      Optional<SpooledRecord> record =
          spoolDisk == null ? Optional.empty() : spoolDisk.read(number);
      if (record.isEmpty() && waiting.inMemory(number).isEmpty()) {
        corrupt(number);
      }
      readFailures = 0;
      return record;
    } catch (IOException failure) {
      readFailures++;
      if (readFailures >= UNREADABLE_AFTER) {
        LOG.warn("A spooled record cannot be read and is lost: {}", failure.toString());
        corrupt(number);
        readFailures = 0;
      }
      return Optional.empty();
    }
  }

  private void corrupt(long number) {
    long atMillis =
        spoolDisk == null
            ? clockMillis.getAsLong()
            : spoolDisk.madeAt(number).orElseGet(clockMillis::getAsLong);
    waiting.lost(number, Loss.ofOne(Loss.Reason.CORRUPT, atMillis));
  }

  /** The record arrived where it should. */
  public void confirm(long number) {
    waiting.arrived(number, spoolDisk != null && !diskCounts.isFailing());
  }

  /** The record will never arrive. */
  public void lose(SpooledRecord record, Loss.Reason reason) {
    waiting.lost(record.number(), Loss.ofOne(reason, record.atMillis()));
  }

  /**
   * Drops what is too old and brings to the disk what is not there yet. To be called after every
   * change and every few seconds; waits for the disk, but never fails.
   */
  public void store() {
    disk.lock();
    try {
      long now = clockMillis.getAsLong();
      if (spoolDisk == null) {
        waiting.expire(overflowReason, now - limits.age().toMillis());
      } else {
        spoolDisk.store(now, overflowReason);
        diskCounts = spoolDisk.counts();
      }
    } finally {
      disk.unlock();
    }
  }

  public SpoolCounts counts() {
    return waiting.counts(diskCounts);
  }

  /** Stores what waits, and lets go of the folder. */
  @Override
  public void close() {
    disk.lock();
    try {
      if (spoolDisk != null) {
        spoolDisk.close(clockMillis.getAsLong(), overflowReason);
      }
    } finally {
      disk.unlock();
    }
  }
}
