package dev.cowbell.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @Test
  void parse_readsWhatProcSays() {
    Machine machine =
        Machine.parse(
            "processor\t: 0\nmodel name\t: AMD EPYC\nprocessor\t: 1\nmodel name\t: AMD EPYC\n",
            "MemTotal:       24684092 kB\nMemFree: 1 kB\n",
            "6.18.44\n",
            2);
    assertThat(machine).isEqualTo(new Machine("AMD EPYC", 2, 24684092L * 1024, "6.18.44"));
  }

  @Test
  void parse_ofAMaskedModelName_saysUnknown() {
    assertThat(Machine.parse("Hardware: x\n", "MemTotal: 1 kB\n", "6\n", 1).cpu())
        .isEqualTo("unknown");
  }

  @Test
  void folderThatIsNoCheckout_hasNoCommit(@TempDir Path folder) throws Exception {
    assertThat(Files.isDirectory(folder)).isTrue();
    assertThat(new Checkout(folder).commit()).isEqualTo("unknown");
    assertThat(new Checkout(folder.resolve("missing")).commit()).isEqualTo("unknown");
  }
}
