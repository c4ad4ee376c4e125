package dev.cowbell.collector.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A master with workers that do what a test tells them; gone when closed. See family.py. */
public final class PythonFamily implements AutoCloseable {
  private final Process master;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  private PythonFamily(Process master) {
    this.master = master;
    answers = master.inputReader(UTF_8);
    commands = master.outputWriter(UTF_8);
  }

  /**
   * Starts a master.
   *
   * @param folder where its script goes
   * @param beforeFork statement the master runs once it has loaded
   * @param inWorker statement every worker runs first
   * @param environment names added to its environment
   */
  public static PythonFamily start(
      Path python,
      Path folder,
      String beforeFork,
      String inWorker,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    return startUnder(
        List.of(), python, folder, beforeFork, inWorker, environment, List.of(arguments));
  }

  /**
   * Starts a master by way of a command that ends in the program to run, such as setpriv with its
   * options.
   */
  public static PythonFamily startUnder(
      List<String> launcher,
      Path python,
      Path folder,
      String beforeFork,
      String inWorker,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    Path script = folder.resolve("family.py");
    try (var source = PythonFamily.class.getResourceAsStream("/python/family.py")) {
      if (source == null) {
        throw new IOException("family.py is missing from the test resources");
      }
      Files.write(script, source.readAllBytes());
    }
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of(python.toString(), script.toString(), beforeFork, inWorker));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    PythonFamily family = new PythonFamily(builder.start());
    family.answer();
    return family;
  }

  public int masterPid() {
    return Math.toIntExact(master.pid());
  }

  /** Forks workers and tells the pids of all. */
  public List<Integer> fork(int count) throws IOException {
    return Stream.of(ask("fork " + count).split(" ", -1)).map(Integer::valueOf).toList();
  }

  /** The master replaces itself, as a server does that reloads. */
  public void exec() throws IOException {
    ask("exec");
  }

  public void collect(int worker) throws IOException {
    ask("collect " + worker);
  }

  public void enable(int worker) throws IOException {
    ask("enable " + worker);
  }

  public void allocate(int worker, int megabytes) throws IOException {
    ask("allocate " + worker + " " + megabytes);
  }

  /** What a worker, or the master for -1, says of its own collector. */
  public OwnWords state(int worker) throws IOException {
    return OwnWords.parse(ask("state " + worker));
  }

  private String ask(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the family has ended");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> workers = master.descendants().toList();
    commands.close();
    try {
      if (!master.waitFor(10, TimeUnit.SECONDS)) {
        master.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    workers.forEach(ProcessHandle::destroyForcibly);
  }
}
