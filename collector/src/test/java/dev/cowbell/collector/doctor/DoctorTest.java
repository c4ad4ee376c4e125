package dev.cowbell.collector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path folder;

  @Test
  void lines_onThisHost_sayYesOrNoOfEach() {
    List<String> lines = new Doctor(Path.of("/proc"), Path.of("/sys")).lines();

    assertThat(lines)
        .hasSize(12)
        .allMatch(line -> line.startsWith("yes  ") || line.startsWith("no   "));
    assertThat(lines.getFirst()).contains("tried on");
  }

  @Test
  void lines_whereNothingIsThere_sayWhatWouldAllowIt() {
    List<String> lines = new Doctor(folder, folder).lines();

    assertThat(String.join("\n", lines))
        .contains("hostPID")
        .contains("mount -t tracefs")
        .contains("psi=1")
        .contains("mount cgroup2");
  }

  @Test
  void yama_atItsStrictest_saysHowToAllowIt() throws IOException {
    Path yama = Files.createDirectories(folder.resolve("sys/kernel/yama"));
    Files.writeString(yama.resolve("ptrace_scope"), "3\n");

    assertThat(new Doctor(folder, folder).lines().getLast())
        .startsWith("no   Yama")
        .contains("kernel.yama.ptrace_scope=1");
  }
}
