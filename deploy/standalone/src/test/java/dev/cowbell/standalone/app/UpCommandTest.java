package dev.cowbell.standalone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.Host;
import dev.cowbell.standalone.client.CowbellClient;
import dev.cowbell.standalone.embedded.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person starts and stops it: in a process of its own. */
class UpCommandTest {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final long LIMIT_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void up_stoppedByCtrlC_leavesNothingRunning_andStartedAgainStillHasItsData() throws Exception {
    Path data = folder.resolve("data");
    int port = Loopback.freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    Process first = start("--data", data.toString(), "--port", "" + port, "--interval", "1");
    String host;
    try (var client = new CowbellClient(address)) {
      await("up", first, () -> output().contains("Ctrl-C stops it."));
      await("a stored tick", first, () -> !client.hosts().isEmpty());
      host = client.hosts().getFirst().getHostId();
    }
    List<ProcessHandle> started = first.descendants().toList();
    assertThat(started).hasSizeGreaterThanOrEqualTo(3);

    interrupt(first);

    assertThat(first.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isEqualTo(130);
    assertThat(started).noneMatch(ProcessHandle::isAlive);

    Process second = start("--data", data.toString(), "--port", "" + port, "--interval", "3600");
    try (var client = new CowbellClient(address)) {
      await("up again", second, () -> output().contains("Ctrl-C stops it."));
      assertThat(client.hosts()).extracting(Host::getHostId).contains(host);
    } finally {
      interrupt(second);
      assertThat(second.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void up_onABusyPort_saysSoInOneLineAndStartsNothing() throws Exception {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process up =
          start("--data", folder.resolve("data").toString(), "--port", "" + busy.getLocalPort());

      assertThat(up.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isNotZero();
      assertThat(output())
          .startsWith("cowbell: Port " + busy.getLocalPort())
          .contains("--port")
          .hasLineCount(1);
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }

  @Test
  void up_onDataOfAnotherVersion_saysSoInOneLine() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("VERSION"), "cowbell-data 0, postgresql 9\n");

    Process up = start("--data", data.toString(), "--port", "" + Loopback.freePort());

    assertThat(up.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isNotZero();
    assertThat(output()).contains("another version").hasLineCount(1);
  }

  private Process start(String... options) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcowbell.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                StandaloneMain.class.getName(),
                "up"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(outputFile().toFile())
        .start();
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  private Path outputFile() {
    return folder.resolve("output.txt");
  }

  private String output() {
    try {
      return Files.readString(outputFile(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void await(String what, Process process, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as("%s; it said: %s", what, output()).isTrue();
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
