package dev.cowbell.aggregator.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/** {@link InstanceMain} in a process of its own. */
final class Instance implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private Instance(Process process) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
  }

  static Instance start(String bootstrap, String databaseUrl) throws IOException {
    return start(bootstrap, databaseUrl, List.of());
  }

  static Instance stoppingAt(Phase phase, String bootstrap, String databaseUrl) throws IOException {
    return start(bootstrap, databaseUrl, List.of(phase.name()));
  }

  private static Instance start(String bootstrap, String databaseUrl, List<String> phase)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                InstanceMain.class.getName(),
                bootstrap,
                databaseUrl));
    command.addAll(phase);
    return new Instance(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Returns when it stands in the phase that it was to stop in. */
  void awaitStop() throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith("stopped at")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("the instance ended before it was in that phase");
    }
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stands still, heartbeats included, until {@link #wake()}. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Goes on where it was stopped. */
  void wake() throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    signal("CONT");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** What the broker would do by itself when the session of a member that is gone ends. */
  static void forgetMembers(Admin admin) throws Exception {
    admin
        .removeMembersFromConsumerGroup(
            TickConsumer.GROUP, new RemoveMembersFromConsumerGroupOptions())
        .all()
        .get();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
