package dev.cowbell.collector.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.real.OwnWords;
import dev.cowbell.collector.real.PythonFamily;
import dev.cowbell.collector.real.Pythons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RealInterpreterTest {
  private static final ProcFs PROC = new ProcFs(Path.of("/proc"));

  @TempDir Path folder;

  private static Stream<Arguments> policies() {
    assumeTrue(!Pythons.all().isEmpty(), "skipped: no CPython 3.8 to 3.13 on this machine");
    return Pythons.all().stream()
        .flatMap(
            python ->
                Stream.of(
                    Arguments.of(python, "pass", "default"),
                    Arguments.of(python, "gc.disable()", "disabled"),
                    Arguments.of(python, "gc.set_threshold(0)", "threshold-0"),
                    Arguments.of(python, "gc.set_threshold(50000, 20, 30)", "threshold-50000"),
                    Arguments.of(python, "gc.collect(); gc.freeze()", "frozen"),
                    Arguments.of(python, "gc.freeze(); gc.unfreeze()", "default"),
                    Arguments.of(python, "gc.disable(); gc.freeze()", "disabled+frozen"),
                    Arguments.of(
                        python,
                        "gc.freeze(); gc.set_threshold(50000, 10, 10)",
                        "frozen+threshold-50000")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("policies")
  void read_ofARealInterpreter_agreesWithItsOwnWords(Path python, String statement, String name)
      throws IOException {
    try (PythonFamily family = PythonFamily.start(python, folder, statement, "pass", Map.of());
        Interpreter interpreter = find(family.masterPid())) {
      family.collect(-1);
      CollectorReading reading = interpreter.read().optional().orElseThrow();

      OwnWords own = family.state(-1);
      assertThat(reading.policy().name()).isEqualTo(name);
      assertThat(reading.policy().enabled()).isEqualTo(own.enabled());
      assertThat(reading.policy().thresholds()).isEqualTo(own.thresholds());
      assertThat(reading.collections()).isEqualTo(own.collections());
      assertThat(own.collections().generation2()).isPositive();
    }
  }

  @Test
  void find_inAStaticBuildThatExportsNothing_agreesWithItsOwnWords() throws IOException {
    Path system = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(system), "skipped: no /usr/bin/python3");
    Path python = withoutExports(system.toRealPath(), folder.resolve("python3.static"));
    try (PythonFamily family =
            PythonFamily.start(python, folder, "gc.disable()", "pass", Map.of());
        Interpreter interpreter = find(family.masterPid())) {
      family.collect(-1);

      CollectorReading reading = interpreter.read().optional().orElseThrow();

      assertThat(reading.policy().name()).isEqualTo("disabled");
      assertThat(reading.collections()).isEqualTo(family.state(-1).collections());
    }
  }

  /**
   * The same program with its exported symbols as symbols of the full table, as a build has them
   * that links libpython statically. The loader does not look at sections.
   */
  private static Path withoutExports(Path program, Path to) throws IOException {
    byte[] bytes = Files.readAllBytes(program);
    ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int table = Math.toIntExact(elf.getLong(40));
    for (int section = 0; section < elf.getShort(60); section++) {
      int type = table + section * elf.getShort(58) + 4;
      if (elf.getInt(type) == FakeProcess.SYMBOLS_EXPORTED) {
        elf.putInt(type, FakeProcess.SYMBOLS_OF_ALL);
      }
    }
    Files.write(to, bytes);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
    return to;
  }

  @Test
  void find_inAProcessWithoutCPython_isNotSupported() {
    Reading<Interpreter> interpreter =
        new InterpreterFinder(PROC).find((int) ProcessHandle.current().pid());

    assertThat(interpreter.isAbsentFor(Reason.NOT_SUPPORTED)).isTrue();
  }

  @Test
  void find_ofAPidThatIsNobody_isExited() {
    Reading<Interpreter> interpreter = new InterpreterFinder(PROC).find(Integer.MAX_VALUE);

    assertThat(interpreter.isAbsentFor(Reason.PROCESS_EXITED)).isTrue();
  }

  @Test
  void read_afterTheProcessEnded_isExited() throws IOException {
    Optional<Path> python = Pythons.any();
    assumeTrue(python.isPresent(), "skipped: no CPython 3.8 to 3.13 on this machine");
    Interpreter interpreter;
    try (PythonFamily family = PythonFamily.start(python.get(), folder, "pass", "pass", Map.of())) {
      interpreter = find(family.masterPid());
      assertThat(interpreter.read().optional()).isPresent();
    }

    try (interpreter) {
      assertThat(interpreter.read().isAbsentFor(Reason.PROCESS_EXITED)).isTrue();
    }
  }

  private static Interpreter find(int pid) {
    return new InterpreterFinder(PROC).find(pid).optional().orElseThrow();
  }
}
