package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.real.Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Families without a collector that is read from outside: measured all the same. */
class OtherRuntimesTest {
  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;
  private final Ticks ticks = new Ticks();

  @Test
  void ruby_isMeasured() throws Exception {
    assumeTrue(Server.find("unicorn").isPresent(), "skipped: unicorn is not on this machine");
    try (Server server = Server.unicorn(folder, Map.of("COWBELL_SERVICE", "shop"))) {
      assertThatItIsMeasured(await(server.masterPid(), Server.WORKERS), "shop");
    }
  }

  @Test
  void php_isMeasured() throws Exception {
    Optional<Path> program = Server.findPhpFpm();
    assumeTrue(program.isPresent(), "skipped: PHP-FPM is not on this machine");
    try (Server server =
        Server.phpFpm(program.get(), folder, Map.of("OTEL_SERVICE_NAME", "forum"))) {
      // It writes its title over its environment, and so has the name of its program.
      assertThatItIsMeasured(
          await(server.masterPid(), Server.WORKERS), program.get().getFileName().toString());
    }
  }

  @Test
  void postgresql_isMeasured() throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        Connection first = postgres.getPostgresDatabase().getConnection();
        Connection second = postgres.getPostgresDatabase().getConnection()) {
      assertThat(first.isValid(5) && second.isValid(5)).isTrue();
      int master =
          Integer.parseInt(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());

      assertThatItIsMeasured(await(master, 2), "postgres");
    }
  }

  private Family await(int masterPid, int workers) {
    return ticks.awaitRead(
        masterPid,
        family ->
            family.getWorkerCount() >= workers
                && family.getWorkersCount() == family.getWorkerCount()
                && family.hasFootprint()
                && family.getPssSumBytes().hasBytes());
  }

  private static void assertThatItIsMeasured(Family family, String service) {
    assertThat(family.getService()).isEqualTo(service);
    assertThat(family.getRuntime().getKind()).isEqualTo(RuntimeKind.RUNTIME_KIND_OTHER);
    assertThat(family.getPolicy().getUnavailable().getReason())
        .isEqualTo(UnavailableReason.UNAVAILABLE_REASON_NOT_SUPPORTED);
    assertThat(family.getPolicy().getUnavailable().getDetail())
        .isEqualTo("no CPython in this process");
    assertThat(family.getArm()).isEqualTo("unknown");
    assertThat(family.getFootprint().getBytes())
        .isBetween(family.getMaster().getRssBytes() / 8, family.getRssSumBytes());
    assertThat(family.getWorkersList()).allSatisfy(OtherRuntimesTest::assertThatItIsMeasured);
  }

  private static void assertThatItIsMeasured(Worker worker) {
    long inherited = worker.getInherited().getBytes().getBytes();
    var figures = worker.getSharing().getFigures();
    assertThat(inherited).isPositive();
    assertThat(figures.getStillSharedBytes()).isPositive();
    assertThat(
            figures.getStillSharedBytes()
                + figures.getSharingLossBytes()
                + figures.getExact().getFreedBytes())
        .as("still shared, lost and freed are what was inherited: %s", worker)
        .isBetween(inherited - MIB, inherited + MIB);
    assertThat(worker.getFullCollections().hasUnavailable()).isTrue();
    assertThat(worker.getCollections().hasUnavailable()).isTrue();
  }
}
