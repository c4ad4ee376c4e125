package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {
  @TempDir Path root;

  @Test
  void pids_areTheNumberedFolders() throws IOException {
    Files.createDirectory(root.resolve("12"));
    Files.createDirectory(root.resolve("self"));
    Files.createDirectory(root.resolve("99999999999"));

    assertThat(new ProcFs(root).pids()).containsExactly(12);
    assertThat(new ProcFs(root.resolve("absent")).pids()).isEmpty();
  }

  @Test
  void aReading_ofAProcessThatIsGone_isExited() {
    Reading<Stat> stat = new ProcFs(root).stat(12);

    assertThat(stat.isAbsentFor(Reason.PROCESS_EXITED)).isTrue();
  }

  @Test
  void aReading_ofAFileThisKernelLacks_isNotSupported() throws IOException {
    Files.createDirectory(root.resolve("12"));

    assertThat(new ProcFs(root).smapsRollup(12).isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
    assertThat(new ProcFs(root).pressure("memory").isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
  }

  @Test
  void aReading_ofNonsense_isMalformedAndNamesTheFile() throws IOException {
    Files.writeString(Files.createDirectory(root.resolve("12")).resolve("statm"), "nonsense\n");

    Reading<Statm> statm = new ProcFs(root).statm(12);

    assertThat(statm)
        .isEqualTo(Reading.unavailable(Reason.MALFORMED, root + "/12/statm:1: expected size"));
  }

  @Test
  void anEmptyRollup_asAZombieHasIt_isExited() throws IOException {
    Files.createFile(Files.createDirectory(root.resolve("12")).resolve("smaps_rollup"));

    assertThat(new ProcFs(root).smapsRollup(12).isAbsentFor(Reason.PROCESS_EXITED)).isTrue();
  }

  @Test
  void aFileLargerThanTheBuffer_isReadWhole() throws IOException {
    String line = "7f0000000000-7f0000001000 r--p 00000000 fe:00 1 /lib/a-library-with-a-name.so\n";
    Files.writeString(Files.createDirectory(root.resolve("12")).resolve("maps"), line.repeat(3000));

    assertThat(new ProcFs(root).maps(12).optional().orElseThrow()).hasSize(3000);
  }
}
