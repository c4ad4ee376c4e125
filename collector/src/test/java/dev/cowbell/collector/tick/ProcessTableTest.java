package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.procfs.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
  private static final long KERNEL_THREAD = 0x0020_0000;

  @TempDir Path proc;

  @Test
  void scan_findsAProcessThatWasGivenThePidOfAKernelThread_withinEightScans() throws IOException {
    ProcessTable table = new ProcessTable(new ProcFs(proc));
    write(40, "kworker/0:1", KERNEL_THREAD);
    write(41, "python3", 0);
    assertThat(table.scan()).extracting(process -> process.key().pid()).containsExactly(41);

    write(40, "python3", 0);

    int scans = 0;
    while (table.scan().size() < 2) {
      assertThat(++scans).isLessThan(8);
    }
  }

  private void write(int pid, String comm, long flags) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        "%d (%s) S 2 0 0 0 -1 %d 0 0 0 0 0 0 0 0 20 0 1 0 500 0 0 0 1 1 140722%s\n"
            .formatted(pid, comm, flags, " 0".repeat(24)));
  }
}
