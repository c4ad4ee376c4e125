package dev.cowbell.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.standalone.embedded.EmbeddedDatabase;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs for hosts without Kubernetes, unpacked into a clean folder. */
class TarballsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"collector", "aggregator", "api"})
  void tarball_holdsAUnitThatSystemdUnderstands_andAllThatItNames(String program)
      throws IOException {
    assumeTrue(
        Command.tried(List.of("systemd-analyze", "--version")).isPresent(),
        "units are checked by systemd-analyze");
    Path root = unpacked(program);
    Command.run(
        List.of(
            "systemd-analyze",
            "verify",
            "--root=" + root,
            "--man=no",
            "--recursive-errors=no",
            "cowbell-" + program + ".service"));
    Path place = root.resolve("opt/cowbell/" + program);
    assertThat(place.resolve("java/bin/java")).isExecutable();
    assertThat(place.resolve("program.aot")).exists();
    assertThat(place.resolve("sbom.cdx.json")).exists();
    assertThat(Files.readString(place.resolve("java.args")).lines())
        .filteredOn(line -> line.endsWith(".jar"))
        .flatMap(line -> List.of(line.split(":", -1)))
        .isNotEmpty()
        .allSatisfy(jar -> assertThat(root.resolve(jar.substring(1))).exists());
    assertThat(root.resolve("etc/cowbell/" + program + ".conf.example")).exists();
    String documentation = unit(root, program).values("Documentation").getFirst();
    assertThat(root.resolve(documentation.replace("file:/", ""))).isNotEmptyFile();
    // Nothing but what is Cowbell's own: it is unpacked over a host.
    assertThat(Command.run(List.of("tar", "-tzf", BuiltImages.get().tarball(program).toString())))
        .doesNotContain("../")
        .satisfies(
            names ->
                assertThat(names.lines().filter(name -> !name.endsWith("/")))
                    .allMatch(
                        name ->
                            name.startsWith("opt/cowbell/" + program + "/")
                                || name.startsWith("./opt/cowbell/" + program + "/")
                                || name.startsWith("./etc/cowbell/" + program)
                                || name.equals(
                                    "./usr/lib/systemd/system/cowbell-" + program + ".service")));
  }

  @Test
  void programs_startedAsTheirUnitsSay_workTogether_andStop() throws Exception {
    assumeTrue(Container.isPossible(), "a unit's start is tried as root");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(made("pg"), made("programs"), false);
        EmbeddedKafka kafka = EmbeddedKafka.start(made("kafka"))) {
      Map<String, String> broker = Map.of("COWBELL_KAFKA_BOOTSTRAP", kafka.bootstrap());
      Map<String, String> tables =
          Map.of("COWBELL_DB_URL", database.jdbcUrl(), "COWBELL_DB_USER", database.user());
      int apiPort = Loopback.freePort();
      List<Process> started =
          List.of(
              started("aggregator", both(broker, tables), Loopback.freePort(), "/q/health/ready"),
              started("api", tables, apiPort, "/q/health/ready"),
              started(
                  "collector",
                  both(broker, Map.of("COWBELL_INTERVAL", "1s")),
                  Loopback.freePort(),
                  "/healthz"));
      try {
        Waiting.until(
            () ->
                new String(Waiting.get(apiPort, "/q/metrics"), UTF_8)
                    .contains("cowbell_hosts{state=\"heard\"} 1"),
            "no tick arrived");
      } finally {
        started.reversed().forEach(Process::destroy);
      }
      for (Process process : started) {
        assertThat(process.waitFor(25, TimeUnit.SECONDS)).as("stopped in time").isTrue();
      }
    }
  }

  private Process started(String program, Map<String, String> settings, int port, String health)
      throws Exception {
    Path root = unpacked(program);
    Unit unit = unit(root, program);
    Path credentials = made(program + "-credentials");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (unit.credential().isPresent()) {
      Files.writeString(credentials.resolve(unit.credential().get()), "postgres\n");
    }
    Path log = folder.resolve(program + ".log");
    Process process =
        unit.start(
            root,
            credentials,
            Map.of("COWBELL_CONFIG_FILE", file(program, settings, port).toString()),
            log);
    Waiting.until(
        () -> {
          assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
          return Waiting.get(port, health).length > 0;
        },
        program + " is not ready");
    return process;
  }

  /** All by a file, where the containers' tests say all by the environment. */
  private Path file(String program, Map<String, String> settings, int port) throws IOException {
    StringBuilder lines = new StringBuilder("# as a user would write it\n");
    settings.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    lines.append("COWBELL_HTTP_PORT=").append(port).append('\n');
    return Files.writeString(folder.resolve(program + ".conf"), lines);
  }

  private static Unit unit(Path root, String program) throws IOException {
    return Unit.read(root.resolve("usr/lib/systemd/system/cowbell-" + program + ".service"));
  }

  private Path unpacked(String program) throws IOException {
    Path root = made(program);
    Command.run(
        List.of(
            "tar", "-xzf", BuiltImages.get().tarball(program).toString(), "-C", root.toString()));
    return root;
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    var all = new HashMap<>(one);
    all.putAll(other);
    return all;
  }
}
