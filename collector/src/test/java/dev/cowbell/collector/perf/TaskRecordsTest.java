package dev.cowbell.collector.perf;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.collector.reading.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRecordsTest {
  private static final int EXIT = 4;
  private static final int FORK = 7;

  private final Heard heard = new Heard();

  /** Remembers what it is told. */
  private static final class Heard implements TaskSink {
    final List<String> told = new ArrayList<>();

    @Override
    public void forked(int pid, int parentPid, long bootMillis) {
      told.add("fork " + pid + " of " + parentPid + " at " + bootMillis);
    }

    @Override
    public void exited(int pid, long bootMillis) {
      told.add("exit " + pid + " at " + bootMillis);
    }

    @Override
    public void replacedProgram(int pid) {
      told.add("exec " + pid);
    }

    @Override
    public void lost() {
      told.add("lost");
    }
  }

  @Test
  void parse_tellsOfProcessesAndNotOfThreads() {
    ByteBuffer ring = buffer();
    task(ring, FORK, 30, 10, 30);
    task(ring, FORK, 30, 10, 31);
    task(ring, EXIT, 30, 10, 31);
    task(ring, EXIT, 30, 10, 30);

    hear(ring);

    assertThat(heard.told).containsExactly("fork 30 of 10 at 5000", "exit 30 at 5000");
  }

  @Test
  void parse_tellsOfAnExecAndNotOfARename() {
    ByteBuffer ring = buffer();
    comm(ring, 0);
    comm(ring, 1 << 13);

    hear(ring);

    assertThat(heard.told).containsExactly("exec 30");
  }

  @Test
  void parse_ofLostRecordsAndOfAnEndCutShort_saysWhatItCan() {
    ByteBuffer ring = buffer();
    ring.putInt(2).putShort((short) 0).putShort((short) 24).putLong(1).putLong(7);
    ring.putInt(FORK).putShort((short) 0).putShort((short) 40).putInt(30);

    hear(ring);

    assertThat(heard.told).containsExactly("lost");
  }

  @Test
  void pages_areBoundedOnLargeHosts() {
    assertThat(TaskRecords.pages(1)).isEqualTo(8);
    assertThat(TaskRecords.pages(16)).isEqualTo(4);
    assertThat(TaskRecords.pages(128)).isEqualTo(2);
  }

  @Test
  void drain_ofThisHost_tellsOfAProcessThatCameAndWent() throws IOException, InterruptedException {
    Reading<TaskRecords> opened = CpuList.online(Path.of("/sys")).flatMap(TaskRecords::open);
    assumeTrue(opened.optional().isPresent(), "skipped: " + opened);
    long pid;
    try (TaskRecords records = opened.optional().orElseThrow()) {
      Process passing = new ProcessBuilder("true").start();
      pid = passing.pid();
      assertThat(passing.waitFor(30, SECONDS)).isTrue();
      records.drain(heard);
    }
    assertThat(heard.told)
        .contains("exec " + pid)
        .anyMatch(record -> record.startsWith("fork " + pid + " of "))
        .anyMatch(record -> record.startsWith("exit " + pid + " at "));
  }

  private void hear(ByteBuffer ring) {
    List<TaskRecord> records = new ArrayList<>();
    TaskRecords.parse(ring.flip(), records, heard);
    records.forEach(record -> record.tell(heard));
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());
  }

  private static void task(ByteBuffer ring, int type, int pid, int parent, int thread) {
    ring.putInt(type).putShort((short) 0).putShort((short) 40);
    ring.putInt(pid)
        .putInt(parent)
        .putInt(thread)
        .putInt(parent)
        .putLong(0)
        .putLong(5_000_400_000L);
  }

  private static void comm(ByteBuffer ring, int misc) {
    ring.putInt(3)
        .putShort((short) misc)
        .putShort((short) 32)
        .putInt(30)
        .putInt(30)
        .putLong(0x65)
        .putLong(5);
  }
}
