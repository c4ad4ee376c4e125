package dev.cowbell.collector.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceTypeTest {
  @TempDir Path sysRoot;

  @ParameterizedTest
  @CsvSource({
    "Amazon EC2, m5.large, m5.large",
    "Amazon EC2, c7g.metal, c7g.metal",
    "Amazon EC2, u-6tb1.112xlarge, u-6tb1.112xlarge",
    "Amazon EC2, Not Specified,",
    "Xen, HVM domU,",
    "Google, Google Compute Engine,",
    "Microsoft Corporation, Virtual Machine,",
    "Dell Inc., PowerEdge R640,",
  })
  void of_firmwareTables_isTheTypeWhereTheyCarryOne(String vendor, String product, String type)
      throws IOException {
    Path table = Files.createDirectories(sysRoot.resolve("class/dmi/id"));
    Files.writeString(table.resolve("sys_vendor"), vendor + "\n");
    Files.writeString(table.resolve("product_name"), product + "\n");

    assertThat(InstanceType.of(sysRoot)).isEqualTo(Optional.ofNullable(type));
  }

  @Test
  void of_aMachineWithoutFirmwareTables_isEmpty() {
    assertThat(InstanceType.of(sysRoot)).isEmpty();
  }
}
