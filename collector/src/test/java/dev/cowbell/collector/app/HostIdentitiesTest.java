package dev.cowbell.collector.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.settings.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostIdentitiesTest {
  private static final String TYPE = "node.kubernetes.io/instance-type";
  @TempDir Path sysRoot;

  @BeforeEach
  void writeFirmwareTables() throws Exception {
    Path table = Files.createDirectories(sysRoot.resolve("class/dmi/id"));
    Files.writeString(table.resolve("sys_vendor"), "Amazon EC2\n");
    Files.writeString(table.resolve("product_name"), "c7g.large\n");
  }

  @Test
  void theInstanceType_ofTheFirmware_isALabel() throws Exception {
    assertThat(labels(Map.of())).containsEntry(TYPE, "c7g.large");
  }

  @Test
  void theInstanceType_ofTheNodesLabels_winsOverTheFirmwaresButNotOverWhatWasConfigured() {
    HostIdentity firmwares = HostIdentity.newBuilder().putLabels(TYPE, "m7g.2xlarge").build();
    Map<String, String> configured = Map.of(TYPE, "rack-7");

    assertThat(HostIdentities.withInstanceType(firmwares, Map.of(), Optional.of("n2-standard-8")))
        .extracting(host -> host.getLabelsOrThrow(TYPE))
        .isEqualTo("n2-standard-8");
    assertThat(HostIdentities.withInstanceType(firmwares, Map.of(), Optional.empty()))
        .isEqualTo(firmwares);
    assertThat(HostIdentities.withInstanceType(firmwares, configured, Optional.of("n2-standard-8")))
        .isEqualTo(firmwares);
  }

  @Test
  void theInstanceType_thatWasConfigured_wins() throws Exception {
    assertThat(labels(Map.of("COWBELL_HOST_LABELS", TYPE + "=other,rack=12")))
        .containsEntry(TYPE, "other")
        .containsEntry("rack", "12");
  }

  private Map<String, String> labels(Map<String, String> environment) throws ConfigException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("COWBELL_SYS_ROOT", sysRoot.toString());
    CollectorConfig config = CollectorConfig.withoutBroker(all);
    return HostIdentities.of(config, new ProcFs(sysRoot), Path.of("/nowhere")).getLabelsMap();
  }
}
