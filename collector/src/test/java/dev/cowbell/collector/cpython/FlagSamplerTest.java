package dev.cowbell.collector.cpython;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.collector.gctime.FlagCounts;
import dev.cowbell.collector.gctime.FlagSample;
import dev.cowbell.collector.gctime.PauseRun;
import dev.cowbell.collector.gctime.TimeShare;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.real.Pythons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the sampled share against what an interpreter times itself with gc.callbacks. */
class FlagSamplerTest {
  private static final ProcFs PROC = new ProcFs(Path.of("/proc"));
  private static final long LOOKS = 400;
  private static final double FLAG_AROUND_CALLBACKS = 0.05;

  @TempDir Path folder;

  /** What the interpreter says of itself. */
  private record Timed(
      double collecting, double wall, double collectingCpu, double cpu, double longest) {
    static Timed parse(String line) {
      double[] seconds = Stream.of(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      return new Timed(seconds[0], seconds[1], seconds[2], seconds[3], seconds[4]);
    }
  }

  @Test
  void share_ofARealInterpreter_agreesWithItsOwnTiming() throws IOException, InterruptedException {
    Process process = start(400_000);
    try (BufferedReader answers = process.inputReader(UTF_8);
        Writer commands = process.outputWriter(UTF_8)) {
      assertThat(answers.readLine()).isEqualTo("up");
      Interpreter interpreter = find(process);
      FlagCounts counts = new FlagCounts();

      Timed before = ask(commands, answers);
      Stat statBefore = stat(process);
      FlagSample sample = sample(interpreter, counts);
      Timed after = ask(commands, answers);
      Stat statAfter = stat(process);

      TimeShare share = TimeShare.of(sample).orElseThrow();
      double wall = after.wall - before.wall;
      double truth = (after.collecting - before.collecting) / wall;
      assertThat(truth).as("the test collects enough to see something").isBetween(0.02, 0.9);
      // Twice the 95 % interval: this has to hold on every run.
      assertThat(share.share()).isCloseTo(truth, within(share.high() - share.low()));
      assertThat(sample.pauses()).isPositive().isLessThanOrEqualTo(sample.hits());
      // A lower bound; the flag is up for a moment before and after what callbacks time.
      assertThat(sample.longestPauseNanos() / 1e9)
          .isPositive()
          .isLessThan(after.longest + FLAG_AROUND_CALLBACKS);

      double cpuPerWall = (statAfter.cpuMicros() - statBefore.cpuMicros()) / 1e6 / wall;
      TimeShare ofCpu = share.ofCpu(cpuPerWall);
      double cpuTruth = (after.collectingCpu - before.collectingCpu) / (after.cpu - before.cpu);
      // From below only: time waiting for a CPU is seen as collecting.
      assertThat(ofCpu.share()).isGreaterThan(cpuTruth - (ofCpu.high() - ofCpu.low()) - 0.1);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void look_atAProcessThatLeft_isNone() throws IOException, InterruptedException {
    Process process = start(1000);
    Interpreter interpreter;
    FlagCounts counts = new FlagCounts();
    try (BufferedReader answers = process.inputReader(UTF_8)) {
      assertThat(answers.readLine()).isEqualTo("up");
      interpreter = find(process);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

    try (interpreter;
        FlagSampler sampler = FlagSampler.start(new SplittableRandom(1), 1000)) {
      FlagTarget target = target(interpreter, counts);
      sampler.watch(List.of(target));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));

      assertThat(sampler.looks()).isZero();
      assertThat(counts.take()).isEqualTo(FlagSample.NONE);
    }
  }

  private static FlagSample sample(Interpreter interpreter, FlagCounts counts)
      throws IOException, InterruptedException {
    try (interpreter;
        FlagSampler sampler = FlagSampler.start(new SplittableRandom(5), 60)) {
      sampler.watch(List.of(target(interpreter, counts)));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (sampler.looks() < LOOKS && System.nanoTime() < deadline) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      sampler.watch(List.of());
      return counts.take();
    }
  }

  private static FlagTarget target(Interpreter interpreter, FlagCounts counts) {
    return new FlagTarget(interpreter.flag().orElseThrow(), counts, new PauseRun());
  }

  private static Interpreter find(Process process) {
    int pid = Math.toIntExact(process.pid());
    Interpreter interpreter = new InterpreterFinder(PROC).find(pid).optional().orElseThrow();
    assertThat(interpreter.read().optional()).isPresent();
    return interpreter;
  }

  private static Stat stat(Process process) {
    return PROC.stat(Math.toIntExact(process.pid())).optional().orElseThrow();
  }

  private static Timed ask(Writer commands, BufferedReader answers) throws IOException {
    commands.write('\n');
    commands.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the interpreter has ended");
    }
    return Timed.parse(line);
  }

  private Process start(int objects) throws IOException {
    Optional<Path> python = Pythons.any();
    assumeTrue(python.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    Path script = folder.resolve("timed_collections.py");
    try (var source = FlagSamplerTest.class.getResourceAsStream("/python/timed_collections.py")) {
      if (source == null) {
        throw new IOException("timed_collections.py is missing from the test resources");
      }
      Files.write(script, source.readAllBytes());
    }
    return new ProcessBuilder(python.get().toString(), script.toString(), String.valueOf(objects))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
