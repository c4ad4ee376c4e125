package dev.cowbell.bench.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process that answers every line with a line, and ends with its standard input. */
final class Conversation implements AutoCloseable {
  private static final long END_SECONDS = 20;

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  private Conversation(String name, Process process) {
    this.name = name;
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  static Conversation start(String name, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    return new Conversation(name, builder.start());
  }

  /** The words of the answer. */
  List<String> ask(String question) throws IOException {
    questions.write(question + "\n");
    questions.flush();
    return answer();
  }

  /** The words of the next line. */
  List<String> answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the " + name + " ended without an answer");
    }
    return List.of(line.strip().split(" ", -1));
  }

  @Override
  public void close() {
    try {
      questions.close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException failure) {
      process.destroyForcibly();
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
