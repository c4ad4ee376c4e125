package dev.cowbell.collector.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A folder in which something else than the spool has been at work. */
class SpoolDamageTest {
  private static final SpoolLimits LIMITS = new SpoolLimits(16_000, Duration.ofHours(6), 4_000);
  private static final int RECORDS = 30;

  private final FaultyFolder folder = new FaultyFolder(1);
  private long nowMillis = 1_000_000;

  @Test
  void damagedRecord_isCounted_andThoseAroundItArrive() {
    fill();
    byte[] segment = folder.bytes(segment(1)).clone();
    segment[SegmentHeader.BYTES + Frame.HEADER_BYTES + 10] ^= 1;
    folder.put(segment(1), segment);
    Read read = readAll();
    assertThat(read.values).hasSize(RECORDS - 1).doesNotContain(firstOf(segment));
    assertThat(read.corrupt()).isEqualTo(1);
    assertThat(read.losses.getFirst().fromMillis()).isEqualTo(read.losses.getFirst().toMillis());
  }

  @Test
  void damagedHeaders_costOnlyTheRecordWhoseOwnHeaderItIs() {
    fill();
    byte[] segment = folder.bytes(segment(1)).clone();
    segment[3] ^= 1;
    segment[SegmentHeader.BYTES + 5] ^= 1;
    folder.put(segment(1), segment);
    Read read = readAll();
    assertThat(read.values).hasSize(RECORDS - 1);
    assertThat(read.corrupt()).isEqualTo(1);
  }

  @Test
  void truncatedEmptyAndGarbageSegments_areCountedRecordByRecord() {
    fill();
    folder.put(segment(0), new byte[0]);
    byte[] garbage = new byte[700];
    new Random(3).nextBytes(garbage);
    folder.put(segment(1), garbage);
    byte[] cut = folder.bytes(segment(2));
    folder.put(segment(2), Arrays.copyOf(cut, cut.length / 2));
    Read read = readAll();
    assertThat(read.corrupt()).isGreaterThan(5);
    assertThat(read.values.size() + read.corrupt()).isEqualTo(RECORDS);
    assertThat(read.values).isSorted();
  }

  @Test
  void missingSegment_isCounted() throws IOException {
    fill();
    int records =
        SegmentScan.of(folder.bytes(segment(1)), folder.bytes(segment(1)).length).records().size();
    folder.delete(segment(1));
    Read read = readAll();
    assertThat(read.corrupt()).isEqualTo(records);
    assertThat(read.values).hasSize(RECORDS - records);
  }

  @Test
  void damageWhileItRuns_isCountedToo() throws IOException {
    fill();
    try (Spool spool = open()) {
      byte[] segment = folder.bytes(segment(1)).clone();
      segment[SegmentHeader.BYTES + Frame.HEADER_BYTES + 10] ^= 1;
      folder.put(segment(1), segment);
      folder.delete(segment(2));
      Read read = readAll(spool);
      assertThat(read.values.size() + read.corrupt()).isEqualTo(RECORDS);
      assertThat(read.corrupt()).isGreaterThan(1);
    }
  }

  @Test
  void unreadableDisk_isTriedAgain_beforeARecordIsGivenUp() throws IOException {
    fill();
    try (Spool spool = open()) {
      folder.failReads(true);
      assertThat(spool.next(0)).isEmpty();
      assertThat(spool.next(0)).isEmpty();
      folder.failReads(false);
      assertThat(spool.next(0)).isPresent();
      folder.failReads(true);
      for (int attempt = 0; attempt < 5; attempt++) {
        assertThat(spool.next(0)).isEmpty();
      }
      assertThat(spool.counts().dropped()).containsEntry(Loss.Reason.CORRUPT, 1L);
      folder.failReads(false);
    }
  }

  @Test
  void otherVersionAndOtherSpool_areMovedAside_andForeignFilesLeftAlone() throws IOException {
    fill();
    byte[] newer = folder.bytes(segment(2)).clone();
    newer[11] = 9;
    byte[] crc = java.nio.ByteBuffer.allocate(4).putInt(Frame.crc(newer, 0, 28)).array();
    System.arraycopy(crc, 0, newer, 28, 4);
    folder.put(Segment.name(90), newer);
    FaultyFolder other = new FaultyFolder(2);
    fill(other);
    folder.put(Segment.name(91), other.bytes(other.segments().getFirst()));
    folder.put("README.txt", "not ours".getBytes(UTF_8));
    folder.put("0000.spool", "nor is this".getBytes(UTF_8));
    Read read = readAll();
    assertThat(read.values).hasSize(RECORDS);
    assertThat(read.corrupt()).isZero();
    assertThat(folder.bytes("README.txt")).isEqualTo("not ours".getBytes(UTF_8));
    assertThat(folder.bytes("0000.spool")).isNotEmpty();
    assertThat(folder.list()).filteredOn(name -> name.endsWith(".aside")).hasSize(2);

    nowMillis += Duration.ofHours(7).toMillis();
    open().close();
    assertThat(folder.list()).filteredOn(name -> name.endsWith(".aside")).isEmpty();
  }

  @Test
  void lostStateFiles_sendAgainWhatIsThere() {
    fill();
    for (String name : List.of("state.a", "state.b", "state.c")) {
      folder.put(name, new byte[4096]);
    }
    Read read = readAll();
    assertThat(read.values).hasSize(RECORDS);
    assertThat(read.corrupt()).isZero();
  }

  @Test
  void anyDamageAnywhere_leavesNothingUncounted() throws IOException {
    for (int seed = 1; seed <= 500; seed++) {
      FaultyFolder damaged = new FaultyFolder(seed);
      fill(damaged);
      Random random = new Random(seed);
      for (int hit = 0; hit < 1 + random.nextInt(4); hit++) {
        List<String> names = damaged.segments();
        String name = names.get(random.nextInt(names.size()));
        byte[] bytes = damaged.bytes(name).clone();
        int from = random.nextInt(bytes.length);
        for (int i = from; i < Math.min(bytes.length, from + 1 + random.nextInt(80)); i++) {
          bytes[i] = (byte) random.nextInt();
        }
        damaged.put(name, bytes);
      }
      try (Spool spool = Spool.open(damaged, LIMITS, () -> nowMillis)) {
        Read read = readAll(spool);
        assertThat(read.values).as("seed " + seed).isSorted().doesNotHaveDuplicates();
        assertThat(read.values.size() + read.corrupt()).as("seed " + seed).isEqualTo(RECORDS);
      }
    }
  }

  @Test
  void scan_isTotalOverRandomBytes() {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      assertThat(SegmentScan.of(bytes, bytes.length).records()).isEmpty();
      assertThat(SpoolState.decode(bytes, bytes.length)).isEmpty();
    }
  }

  private String segment(int index) {
    return folder.segments().get(index);
  }

  private static String firstOf(byte[] segment) {
    int offset = SegmentScan.of(segment, segment.length).records().getFirst().offset();
    return new String(segment, offset + Frame.HEADER_BYTES + 2 + 4, 4, UTF_8);
  }

  private void fill() {
    fill(folder);
  }

  private void fill(FaultyFolder into) {
    try (Spool spool = Spool.open(into, LIMITS, () -> nowMillis)) {
      for (int i = 1; i <= RECORDS; i++) {
        String text = "%04d%s".formatted(i, "x".repeat(120));
        spool.append("host", text.getBytes(UTF_8), 1000L * i);
        spool.store();
      }
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private Spool open() throws IOException {
    return Spool.open(folder, LIMITS, () -> nowMillis);
  }

  private record Read(List<String> values, List<Loss> losses, Map<Loss.Reason, Long> dropped) {
    int corrupt() {
      return Math.toIntExact(dropped.getOrDefault(Loss.Reason.CORRUPT, 0L));
    }
  }

  private Read readAll() {
    try (Spool spool = open()) {
      return readAll(spool);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Read readAll(Spool spool) {
    List<String> values = new ArrayList<>();
    Optional<SpooledRecord> next = spool.next(0);
    while (next.isPresent()) {
      values.add(new String(next.get().value(), UTF_8).substring(0, 4));
      spool.confirm(next.get().number());
      next = spool.next(next.get().number());
    }
    List<Loss> losses = spool.takeLosses();
    long told = losses.stream().mapToLong(Loss::records).sum();
    assertThat(told).isEqualTo(spool.counts().droppedTotal());
    return new Read(values, losses, spool.counts().dropped());
  }
}
