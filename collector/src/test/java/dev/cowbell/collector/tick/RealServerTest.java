package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.NameSource;
import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.collector.real.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealServerTest {
  private static final long LEAST_INHERITED_BYTES = 15L * 1024 * 1024;

  @TempDir Path folder;
  private final Ticks ticks = new Ticks();

  @Test
  void uwsgi_isAFamilyWithPolicyAndInheritedBytes() throws IOException {
    assumeInstalled("uwsgi");
    try (Server server = Server.uwsgi(folder, Map.of("COWBELL_SERVICE", "shop"))) {

      Family family = awaitWhole(server);

      assertThat(family.getService()).isEqualTo("shop");
      assertThat(family.getServiceSource()).isEqualTo(NameSource.NAME_SOURCE_COWBELL_ENVIRONMENT);
      assertThatItIsDefaultCPythonThatInherited(family);
    }
  }

  @Test
  void gunicornThatPreloads_isAFamilyWithPolicyAndInheritedBytes() throws IOException {
    assumeInstalled("gunicorn");
    Map<String, String> environment = Map.of("OTEL_SERVICE_NAME", "shop");
    try (Server server = Server.gunicorn(folder, environment, "--preload")) {

      Family family = awaitWhole(server);

      assertThat(family.getService()).isEqualTo("shop");
      assertThat(family.getServiceSource()).isEqualTo(NameSource.NAME_SOURCE_OTEL_ENVIRONMENT);
      assertThatItIsDefaultCPythonThatInherited(family);
    }
  }

  private static void assertThatItIsDefaultCPythonThatInherited(Family family) {
    assertThat(family.getRuntime().getKind()).isEqualTo(RuntimeKind.RUNTIME_KIND_CPYTHON);
    assertThat(family.getPolicy().getPolicy().getName()).isEqualTo("default");
    assertThat(family.getArm()).isEqualTo("default");
    assertThat(family.getWorkersList())
        .allSatisfy(
            worker ->
                assertThat(worker.getInherited().getBytes().getBytes())
                    .isGreaterThan(LEAST_INHERITED_BYTES));
  }

  private Family awaitWhole(Server server) {
    return ticks.awaitRead(
        server.masterPid(),
        family ->
            family.getWorkerCount() == Server.WORKERS
                && family.getWorkersCount() == Server.WORKERS
                && family.getPolicy().hasPolicy());
  }

  private static void assumeInstalled(String program) {
    assumeTrue(Server.find(program).isPresent(), "skipped: " + program + " is not on this machine");
  }
}
