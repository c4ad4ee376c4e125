package dev.cowbell.collector.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.api.contract.v1.ExitBehaviour;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.contract.v1.Reload;
import dev.cowbell.api.contract.v1.ReloadWay;
import dev.cowbell.collector.real.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealReloadTest {
  private static final Map<String, String> NAMED = Map.of("COWBELL_SERVICE", "reloaded-shop");

  /**
   * A normal exit of these applications copies two thousand pages, an immediate one less than a
   * hundred; on a busy machine some fall before the two seconds that are counted.
   */
  private static final long NORMAL_EXITS_FAULTS = 500L * Server.WORKERS;

  /** Four times what the collector takes a worker for settled after: births are rounded. */
  private static final Duration SETTLED = Duration.ofSeconds(8);

  @TempDir Path folder;
  private final Ticks ticks = new Ticks(Duration.ofSeconds(2));

  @Test
  void uwsgi_thatReplacesItsProgramOnHangup_isOneReload() throws IOException {
    assumeInstalled("uwsgi");
    try (Server server = Server.uwsgi(folder, NAMED)) {
      awaitSettled(server.masterPid());
      server.signal("HUP");

      Reload reload = awaitReload(server.masterPid());

      assertThatItIsWhole(reload, ReloadWay.RELOAD_WAY_REPLACED_PROGRAM);
      assertThat(ticks.events())
          .anyMatch(event -> event.getKind() == LifecycleKind.LIFECYCLE_KIND_EXEC);
      assertThatWorkersExitNormally(server, reload);
    }
  }

  @Test
  void uwsgi_whoseReloadFileIsTouched_isOneReload() throws IOException {
    assumeInstalled("uwsgi");
    Path touched = Files.createFile(folder.resolve("touched"));
    try (Server server = Server.uwsgi(folder, NAMED, "--touch-reload", touched.toString())) {
      awaitSettled(server.masterPid());
      Files.setLastModifiedTime(touched, FileTime.from(Instant.now().plusSeconds(9)));

      assertThatItIsWhole(awaitReload(server.masterPid()), ReloadWay.RELOAD_WAY_REPLACED_PROGRAM);
    }
  }

  @Test
  void gunicorn_thatReplacesItsWorkersOnHangup_isOneReload() throws IOException {
    assumeInstalled("gunicorn");
    try (Server server = Server.gunicorn(folder, NAMED, "--preload")) {
      awaitSettled(server.masterPid());
      server.signal("HUP");

      Reload reload = awaitReload(server.masterPid());

      assertThatItIsWhole(reload, ReloadWay.RELOAD_WAY_SAME_MASTER);
      assertThatWorkersExitNormally(server, reload);
    }
  }

  @Test
  void gunicorn_thatStartsANewMaster_isOneReloadOfTheSameService() throws IOException {
    assumeInstalled("gunicorn");
    try (Server server = Server.gunicorn(folder, NAMED, "--preload")) {
      assertThatANewMasterIsAReload(server, "TERM");
    }
  }

  @Test
  void unicorn_thatReplacesItsWorkersOnHangup_isOneReload() throws IOException {
    assumeInstalled("unicorn");
    try (Server server = Server.unicorn(folder, NAMED)) {
      awaitSettled(server.masterPid());
      server.signal("HUP");

      assertThatItIsWhole(awaitReload(server.masterPid()), ReloadWay.RELOAD_WAY_SAME_MASTER);
    }
  }

  @Test
  void unicorn_thatStartsANewMaster_isOneReloadOfTheSameService() throws IOException {
    assumeInstalled("unicorn");
    try (Server server = Server.unicorn(folder, NAMED)) {
      assertThatANewMasterIsAReload(server, "QUIT");
    }
  }

  private void assertThatANewMasterIsAReload(Server server, String farewell) throws IOException {
    awaitSettled(server.masterPid());
    server.signal("USR2");
    Family second =
        ticks.awaitFamily(
            f ->
                f.getService().equals("reloaded-shop")
                    && f.getMasterPid() != server.masterPid()
                    && f.getWorkerCount() == Server.WORKERS);
    server.signal(farewell);

    Reload reload = awaitReload(second.getMasterPid());

    assertThatItIsWhole(reload, ReloadWay.RELOAD_WAY_NEW_MASTER);
    assertThat(reload.getReadyAfter().getDuration().getSeconds()).isZero();
  }

  private void assertThatItIsWhole(Reload reload, ReloadWay way) {
    assertThat(ticks.pace()).isEqualTo(Duration.ofSeconds(1));
    assertThat(reload.getWay()).isEqualTo(way);
    assertThat(reload.getWorkersBefore()).isEqualTo(Server.WORKERS);
    assertThat(reload.getWorkersAfter()).as("%s", reload).isEqualTo(Server.WORKERS);
    assertThat(reload.getReadyAfter().hasDuration()).as("%s", reload.getReadyAfter()).isTrue();
    assertThat(reload.getReadyAfter().getDuration().getSeconds()).isLessThan(15);
    assertThat(reload.getFootprintPeakBytes().getBytes())
        .isGreaterThanOrEqualTo(reload.getFootprintBeforeBytes().getBytes());
    assertThat(reload.getAvailableLowestBytes().getBytes()).isPositive();
  }

  private void assertThatWorkersExitNormally(Server server, Reload reload) throws IOException {
    Family after = complete(server);
    Reload last = reload;
    // Of an exit that took longer than the two seconds that are counted a part is missing, or it
    // cannot be judged at all: on a busy machine another may.
    for (int again = 0; again < 3 && !isCounted(after, last); again++) {
      awaitSettled(server.masterPid());
      ticks.forgetEvents();
      server.signal("HUP");
      last = awaitReload(server.masterPid());
      after = complete(server);
    }
    assertThat(last.getLeavingMinorFaults().getCount()).isGreaterThan(NORMAL_EXITS_FAULTS);
    assertThat(after.getExitBehaviour()).isEqualTo(ExitBehaviour.EXIT_BEHAVIOUR_NORMAL);
    assertThat(after.getArm()).isEqualTo("default");
  }

  private Family complete(Server server) {
    return ticks.awaitFamily(server.masterPid(), f -> f.getWorkerCount() == Server.WORKERS);
  }

  private static boolean isCounted(Family family, Reload reload) {
    return family.getExitBehaviour() != ExitBehaviour.EXIT_BEHAVIOUR_UNKNOWN
        && reload.getLeavingMinorFaults().getCount() > NORMAL_EXITS_FAULTS;
  }

  /** Of the family of this master; others on this machine may reload too. */
  private Reload awaitReload(int masterPid) {
    return ticks
        .awaitEvent(
            event ->
                event.getKind() == LifecycleKind.LIFECYCLE_KIND_RELOAD
                    && event.getMasterPid() == masterPid)
        .getReload();
  }

  /** Until its workers are those that a reload would replace. */
  private void awaitSettled(int masterPid) {
    ticks.awaitFamily(
        masterPid,
        family ->
            family.getWorkerCount() == Server.WORKERS && childrenAreOlderThan(masterPid, SETTLED));
  }

  /** By the kernel's own word: ticks show the age of a worker only where it was read. */
  private static boolean childrenAreOlderThan(int masterPid, Duration age) {
    Instant latest = Instant.now().minus(age);
    return ProcessHandle.of(masterPid).stream()
        .flatMap(ProcessHandle::children)
        .flatMap(child -> child.info().startInstant().stream())
        .allMatch(latest::isAfter);
  }

  private static void assumeInstalled(String program) {
    assumeTrue(Server.find(program).isPresent(), "skipped: " + program + " is not on this machine");
  }
}
