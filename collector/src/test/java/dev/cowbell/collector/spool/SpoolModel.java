package dev.cowbell.collector.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a spool promises, as plain sets: which records were made, which of them a crash may take
 * unseen, which arrived, and what the records that arrived told of losses.
 */
final class SpoolModel {
  private static final SpoolLimits LIMITS = new SpoolLimits(6_000, Duration.ofMinutes(8), 900);

  private final FaultyFolder folder;
  private final String name;
  private final TreeMap<Long, Long> made = new TreeMap<>();
  private final Map<Long, Long> carriedBy = new HashMap<>();
  private final Set<Long> arrived = new TreeSet<>();
  private final Set<Long> confirmed = new HashSet<>();

  /** What is refused once is refused again: its refusal may have been forgotten in a crash. */
  private final Set<Long> refused = new HashSet<>();

  private final Set<Long> confirmedUnsafe = new HashSet<>();
  private final Set<Long> confirmedDurable = new HashSet<>();
  private final Set<Long> unsafe = new TreeSet<>();
  private final Map<Long, Long> storedAt = new HashMap<>();
  private final Set<Long> durable = new HashSet<>();
  private final Set<Long> excused = new TreeSet<>();
  private final Map<Long, Long> idByNumber = new HashMap<>();
  private long toldOverruns;
  private long toldCorrupt;
  private long reportedOverruns;
  private long safeOverruns;
  private long hiddenOverruns;
  private long nowMillis = 1_000_000;
  private long nextId = 1;
  private long cursor;
  private long lastTaken;
  private @Nullable Spool open;

  SpoolModel(FaultyFolder folder, long seed) {
    this.folder = folder;
    name = "run " + seed;
  }

  FaultyFolder folder() {
    return folder;
  }

  @Override
  public String toString() {
    return name;
  }

  void open() {
    try {
      open = Spool.open(folder, LIMITS, () -> nowMillis);
    } catch (java.io.IOException failure) {
      throw new AssertionError(failure);
    }
    cursor = 0;
  }

  /**
   * After a crash.
   *
   * @param powerCut then also what was not synced may be gone
   */
  void reopen(boolean powerCut) {
    folder.failWrites(false);
    hiddenOverruns += reportedOverruns - safeOverruns;
    safeOverruns = reportedOverruns;
    if (powerCut) {
      confirmed.retainAll(confirmedDurable);
    } else {
      confirmed.removeAll(confirmedUnsafe);
    }
    confirmedUnsafe.clear();
    excused.addAll(powerCut ? notDurable() : unsafe);
    unsafe.clear();
    durable.addAll(made.keySet());
    idByNumber.clear();
    open();
  }

  private Set<Long> notDurable() {
    Set<Long> ids = new TreeSet<>(made.keySet());
    ids.removeAll(durable);
    return ids;
  }

  private Spool spool() {
    Spool spool = open;
    if (spool == null) {
      throw new IllegalStateException("not open");
    }
    return spool;
  }

  void operate(Random random, int operations) {
    for (int i = 0; i < operations; i++) {
      operate(random);
      verifyBalance();
    }
  }

  private void operate(Random random) {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> append(random.nextInt(180));
      case 7, 8, 9, 10 -> store();
      case 11, 12, 13 -> deliver(true);
      case 14 -> deliver(false);
      case 15 -> cursor = 0;
      case 16 -> refuse();
      case 17 -> nowMillis += random.nextInt(60_000);
      case 18 -> overrun();
      default -> {
        if (random.nextInt(3) == 0) {
          closeAndOpen();
        } else {
          folder.failWrites(random.nextInt(3) == 0);
        }
      }
    }
  }

  /** The disk takes writes again, and the spool has found out. */
  private void repairDisk() {
    folder.failWrites(false);
    nowMillis += 70_000;
    store();
  }

  private void append(int padding) {
    long id = nextId++;
    List<Loss> told = spool().takeLosses();
    long overruns = records(told, Loss.Reason.OVERRUN);
    long corrupt = records(told, Loss.Reason.CORRUPT);
    long lost = told.stream().mapToLong(Loss::records).sum() - overruns;
    carriedBy.put(id, lost);
    made.put(id, nowMillis);
    unsafe.add(id);
    String text = id + " " + corrupt + " " + overruns + " " + "x".repeat(padding);
    spool().append("host", text.getBytes(UTF_8), nowMillis);
    nowMillis += 100;
  }

  private static long records(List<Loss> losses, Loss.Reason reason) {
    return losses.stream().filter(loss -> loss.reason() == reason).mapToLong(Loss::records).sum();
  }

  private void store() {
    spool().store();
    if (!spool().counts().isDiskFailing()) {
      stored();
    }
  }

  private void stored() {
    unsafe.clear();
    confirmedUnsafe.clear();
    safeOverruns = reportedOverruns;
    made.keySet().forEach(id -> storedAt.putIfAbsent(id, nowMillis));
    storedAt.forEach(
        (id, at) -> {
          if (nowMillis - at >= Spool.SYNC_MILLIS) {
            durable.add(id);
          }
        });
  }

  private void overrun() {
    spool().report(new Loss(Loss.Reason.OVERRUN, 2, nowMillis, nowMillis));
    reportedOverruns += 2;
  }

  private Optional<SpooledRecord> take() {
    Optional<SpooledRecord> record = spool().next(cursor);
    record.ifPresent(
        taken -> {
          assertThat(taken.number()).as("order in " + name).isGreaterThan(cursor);
          cursor = taken.number();
        });
    return record;
  }

  private void deliver(boolean confirm) {
    take()
        .ifPresent(
            record -> {
              String[] words = words(record);
              long id = Long.parseLong(words[0]);
              assertThat(made).as(name).containsKey(id);
              Long known = idByNumber.putIfAbsent(record.number(), id);
              assertThat(known == null || known == id).as("one record a number").isTrue();
              assertThat(confirmed).as("handed out again in " + name).doesNotContain(id);
              if (refused.contains(id)) {
                spool().lose(record, Loss.Reason.REFUSED);
                return;
              }
              if (arrived.add(id)) {
                toldCorrupt += Long.parseLong(words[1]);
                toldOverruns += Long.parseLong(words[2]);
                assertThat(id).as("order of first arrivals in " + name).isGreaterThan(lastTaken);
                lastTaken = id;
              }
              if (confirm) {
                spool().confirm(record.number());
                confirmed.add(id);
                confirmedUnsafe.add(id);
              }
            });
  }

  private void refuse() {
    take()
        .ifPresent(
            record -> {
              refused.add(Long.parseLong(words(record)[0]));
              spool().lose(record, Loss.Reason.REFUSED);
            });
  }

  private static String[] words(SpooledRecord record) {
    return new String(record.value(), UTF_8).split(" ", -1);
  }

  private void closeAndOpen() {
    repairDisk();
    spool().close();
    stored();
    confirmedDurable.addAll(confirmed);
    durable.addAll(made.keySet());
    long waiting = spool().counts().waiting();
    open();
    assertThat(spool().counts().waiting()).as("waiting after reopening " + name).isEqualTo(waiting);
  }

  /** Delivers everything, and the news of everything. */
  void drain() {
    repairDisk();
    for (int round = 0; round < 3; round++) {
      cursor = 0;
      long before;
      do {
        before = cursor;
        deliver(true);
      } while (cursor > before);
      append(0);
      store();
    }
    cursor = 0;
    deliver(true);
    assertThat(spool().counts().waiting()).as("left over in " + name).isZero();
    assertThat(spool().takeLosses()).as("untold in " + name).isEmpty();
  }

  private void verifyBalance() {
    SpoolCounts counts = spool().counts();
    assertThat(counts.recovered() + counts.sampled())
        .as("balance of " + name)
        .isEqualTo(counts.published() + counts.droppedTotal() + counts.waiting());
    assertThat(counts.diskBytes()).as("disk").isLessThanOrEqualTo(LIMITS.diskBytes());
  }

  /**
   * No record is both lost and untold, and none is told lost that a crash could not have hidden.
   */
  void verifyNothingUntold() {
    Set<Long> lost = new TreeSet<>(made.keySet());
    lost.removeAll(arrived);
    long told = carriedBy(arrived);
    long seenLost = lost.stream().filter(id -> !excused.contains(id)).count();
    // What arrived without being confirmed for good may be told lost too, with its news.
    Set<Long> doubtful = new TreeSet<>(arrived);
    doubtful.removeIf(id -> confirmed.contains(id) && !excused.contains(id));
    assertThat(told)
        .as("told losses of " + name + " at change " + folder.changes() + ", lost " + lost)
        .isBetween(seenLost, lost.size() + doubtful.size() + carriedBy(doubtful));
    assertThat(toldCorrupt)
        .as("of them corrupt, which only a crash makes, in " + name)
        .isLessThanOrEqualTo(excused.size() + carriedBy(doubtful));
    assertThat(toldOverruns)
        .as("told overruns of " + name)
        .isGreaterThanOrEqualTo(reportedOverruns - hiddenOverruns);
  }

  private long carriedBy(Set<Long> ids) {
    return ids.stream().mapToLong(id -> carriedBy.getOrDefault(id, 0L)).sum();
  }
}
