package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aFileWithoutItsLastLineEnd_wasCutShort() throws IOException {
    Files.writeString(Files.createDirectory(root.resolve("12")).resolve("statm"), "500 40");

    assertThat(new ProcFs(root).statm(12))
        .isEqualTo(
            Reading.unavailable(
                Reason.MALFORMED,
                root + "/12/statm:1: expected a line end: the file was cut short"));
  }

  @Test
  void aFileThatIsFarTooLarge_isNotLookedAt() throws IOException {
    Path process = Files.createDirectory(root.resolve("12"));
    Files.writeString(process.resolve("maps"), "x".repeat(KernelFile.MAX_SIZE + 1));
    Files.writeString(process.resolve("statm"), "500 40 20 0 0 0 0\n");
    ProcFs procFs = new ProcFs(root);

    assertThat(procFs.maps(12).isAbsentFor(Reason.MALFORMED)).isTrue();
    assertThat(procFs.statm(12)).isEqualTo(Reading.of(new Statm(40 * 4096, 20 * 4096)));
  }

  @Test
  void aRollup_ofAPidThatAnotherProcessHasNow_isExited() throws IOException {
    Path process = Files.createDirectory(root.resolve("12"));
    Files.writeString(
        process.resolve("stat"), "12 (x) S 1" + " 0".repeat(17) + " 777" + " 0".repeat(6) + "\n");
    Files.writeString(
        process.resolve("smaps_rollup"),
        Stream.of(
                "Rss",
                "Pss",
                "Shared_Clean",
                "Shared_Dirty",
                "Private_Clean",
                "Private_Dirty",
                "Anonymous",
                "Swap")
            .map(key -> key + ": 4 kB\n")
            .collect(Collectors.joining()));
    ProcFs procFs = new ProcFs(root);

    assertThat(procFs.smapsRollup(12, 777).optional()).isPresent();
    assertThat(procFs.smapsRollup(12, 776).isAbsentFor(Reason.PROCESS_EXITED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN 1\n", "-5.0 1\n", "99999999999.00 1\n", "12.\n", "x\n"})
  void anUptime_thatIsNoSuchNumber_isMalformed(String text) throws IOException {
    Files.writeString(root.resolve("uptime"), text);

    Reading<Long> uptime = new ProcFs(root).uptimeMillis();

    assertThat(uptime.isAbsentFor(Reason.MALFORMED)).isTrue();
  }
}
