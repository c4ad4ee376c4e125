package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.family.FamilyFinder;
import dev.cowbell.collector.family.ProcessSnapshot;
import dev.cowbell.collector.procfs.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** As a new master of the same server is, while its old one ends. */
  @Test
  void scan_ofAProcessThatEnds_takesItForWhatItWas() throws IOException {
    ProcessTable table = new ProcessTable(new ProcFs(proc));
    write(40, 2, 0x7ffd_0000_1000L);
    write(41, 40, 0x7ffd_0000_2000L);
    ProcessSnapshot living = table.scan().getFirst();
    assertThat(FamilyFinder.find(table.scan())).isEmpty();

    write(40, 2, 0);
    Files.delete(proc.resolve("40/exe"));

    List<ProcessSnapshot> scan = table.scan();
    assertThat(scan.getFirst()).isEqualTo(living);
    assertThat(FamilyFinder.find(scan)).isEmpty();
  }

  private void write(int pid, int parentPid, long stackAddress) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    Path program = proc.resolve("unicorn");
    Files.writeString(program, "");
    if (Files.notExists(folder.resolve("exe"))) {
      Files.createSymbolicLink(folder.resolve("exe"), program);
    }
    Files.writeString(
        folder.resolve("stat"),
        "%d (unicorn) S %d 0 0 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 500 0 0 0 1 1 %d%s\n"
            .formatted(pid, parentPid, stackAddress, " 0".repeat(24)));
  }

  private void write(int pid, String comm, long flags) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        "%d (%s) S 2 0 0 0 -1 %d 0 0 0 0 0 0 0 0 20 0 1 0 500 0 0 0 1 1 140722%s\n"
            .formatted(pid, comm, flags, " 0".repeat(24)));
  }
}
