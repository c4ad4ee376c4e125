package dev.cowbell.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cowbell.standalone.children.Child;
import dev.cowbell.standalone.failure.Failure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One pre-forked server under one arm: a master and its workers. */
final class PreforkFamily implements AutoCloseable {
  private static final String SCRIPT = "prefork_server.py";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String arm;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final Path log;
  private final List<Long> pids = new ArrayList<>();
  private int port;

  private PreforkFamily(String arm, Process process, Path log) {
    this.arm = arm;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.log = log;
  }

  /** Starts the master; it builds its heap meanwhile. */
  static PreforkFamily start(Python python, String service, String arm, int workers, Path work) {
    Path log = work.resolve("server-" + arm + ".log");
    var command =
        Child.detached(
            List.of(python.command(), script(work).toString(), arm, Integer.toString(workers)));
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("COWBELL_SERVICE", service);
    builder.environment().remove("COWBELL_ARM"); // the arm is read from the interpreter itself
    try {
      return new PreforkFamily(arm, builder.start(), log);
    } catch (IOException e) {
      throw new Failure("Cannot start %s: %s".formatted(python.command(), e.getMessage()), e);
    }
  }

  /** Waits until the heap is built; gives how many records it holds. */
  int awaitBuilt() {
    JsonNode built = answer("built");
    pids.add(built.get("pid").asLong());
    return built.get("records").asInt();
  }

  /** Forks the workers. */
  void fork() {
    order("fork");
    JsonNode listening = answer("listening");
    port = listening.get("port").asInt();
    listening.get("workers").forEach(pid -> pids.add(pid.asLong()));
  }

  String arm() {
    return arm;
  }

  /** Where the workers listen, on loopback. */
  int port() {
    return port;
  }

  /** Pid of the master. */
  long masterPid() {
    return pids.getFirst();
  }

  /** Pids of master and workers. */
  List<Long> pids() {
    return List.copyOf(pids);
  }

  private void order(String line) {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new Failure("The %s server ended; its log is %s".formatted(arm, log), e);
    }
  }

  private JsonNode answer(String event) {
    try {
      String line = answers.readLine();
      JsonNode answer = line == null ? null : JSON.readTree(line);
      if (answer == null || !answer.path("event").asText().equals(event)) {
        throw new Failure(
            "The %s server said \"%s\" instead of \"%s\"; its log is %s"
                .formatted(arm, line, event, log));
      }
      return answer;
    } catch (IOException e) {
      throw new Failure("The %s server ended; its log is %s".formatted(arm, log), e);
    }
  }

  private static Path script(Path work) {
    Path file = work.resolve(SCRIPT);
    try (InputStream source =
        Objects.requireNonNull(PreforkFamily.class.getResourceAsStream("/demo/" + SCRIPT))) {
      if (Files.notExists(file)) {
        Files.copy(source, file);
      }
      return file;
    } catch (IOException e) {
      throw new Failure("Cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Ends master and workers: closing its input is enough. */
  @Override
  public void close() {
    try {
      orders.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
