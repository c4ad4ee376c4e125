package dev.cowbell.collector.cpython;

import static dev.cowbell.collector.cpython.FakeProcess.SYMBOLS_EXPORTED;
import static dev.cowbell.collector.cpython.FakeProcess.SYMBOLS_OF_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.CollectionCounts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of CPython that no test machine has; real ones are in {@link RealInterpreterTest}. */
class InterpreterFinderTest {
  private static final long V3_11_7 = 0x030b07f0;
  private static final long V3_13_1 = 0x030d01f0;
  private static final long V3_14_0 = 0x030e00f0;

  @TempDir Path folder;

  @Test
  void find_inAProgramWithAStaticInterpreter_looksIntoTheFullTableOfSymbols() throws IOException {
    FakeProcess process =
        FakeProcess.withExecutable(folder, SYMBOLS_OF_ALL).version(V3_11_7).collector(11, 90, 8, 2);

    CollectorReading read = read(process);

    assertThat(read.policy().name()).isEqualTo("default");
    assertThat(read.collections()).isEqualTo(new CollectionCounts(90, 8, 2));
  }

  @Test
  void find_inAProgramThatExportsItsInterpreter_finds() throws IOException {
    FakeProcess process =
        FakeProcess.withExecutable(folder, SYMBOLS_EXPORTED)
            .version(V3_13_1)
            .debugOffsets(false)
            .collector(13, 70, 7, 1);

    CollectorReading read = read(process);

    assertThat(read.policy().name()).isEqualTo("threshold-700");
    assertThat(read.collections()).isEqualTo(new CollectionCounts(70, 7, 1));
  }

  @Test
  void find_inALibrary_finds() throws IOException {
    FakeProcess process =
        FakeProcess.withLibrary(folder, SYMBOLS_EXPORTED).version(V3_11_7).collector(11, 9, 1, 0);

    assertThat(read(process).collections()).isEqualTo(new CollectionCounts(9, 1, 0));
  }

  @Test
  void find_inAProgramWithoutSymbols_saysThatThereIsNone() throws IOException {
    assertAbsent(
        FakeProcess.stripped(folder).find(), Reason.NOT_SUPPORTED, "no CPython in this process");
  }

  @Test
  void find_ofABuildWithoutAGil_isNotSupported() throws IOException {
    FakeProcess process =
        FakeProcess.withExecutable(folder, SYMBOLS_EXPORTED)
            .version(V3_13_1)
            .debugOffsets(true)
            .collector(13, 70, 7, 1);

    assertAbsent(process.find(), Reason.NOT_SUPPORTED, "CPython 3.13.1 without a GIL");
  }

  @Test
  void find_ofAVersionThatKeepsItsCollectorElsewhere_isNotSupported() throws IOException {
    FakeProcess process =
        FakeProcess.withExecutable(folder, SYMBOLS_EXPORTED).version(V3_14_0).debugOffsets(false);

    assertAbsent(
        process.find(), Reason.NOT_SUPPORTED, "CPython 3.14.0 keeps its collector elsewhere");
  }

  @Test
  void find_withoutTheDebugOffsetsOfItsVersion_isImplausible() throws IOException {
    FakeProcess process =
        FakeProcess.withExecutable(folder, SYMBOLS_EXPORTED)
            .version(V3_13_1)
            .collector(13, 70, 7, 1);

    assertAbsent(
        process.find(), Reason.IMPLAUSIBLE, "no debug offsets where CPython 3.13.1 has them");
  }

  @Test
  void find_ofAVersionThatIsNone_isNotSupported() throws IOException {
    FakeProcess process =
        FakeProcess.withExecutable(folder, SYMBOLS_EXPORTED)
            .version(0x7fL << 56)
            .collector(11, 1, 1, 1);

    assertAbsent(
        process.find(), Reason.NOT_SUPPORTED, "a CPython whose version could not be found out");
  }

  /** The interpreter of another build would be found elsewhere: what is read there is nonsense. */
  @Test
  void read_ofMemoryThatIsNoCollector_isImplausible() throws IOException {
    FakeProcess process =
        FakeProcess.withExecutable(folder, SYMBOLS_EXPORTED)
            .version(V3_11_7)
            .collector(11, -90, 8, 2);

    try (Interpreter interpreter = process.find().optional().orElseThrow()) {
      assertAbsent(
          interpreter.read(),
          Reason.IMPLAUSIBLE,
          "what lies where CPython 3.11.7 keeps its collector is not a collector's state");
    }
  }

  private static CollectorReading read(FakeProcess process) throws IOException {
    try (Interpreter interpreter = process.find().optional().orElseThrow()) {
      return interpreter.read().optional().orElseThrow();
    }
  }

  private static void assertAbsent(Reading<?> reading, Reason reason, String detail) {
    assertThat(reading).isEqualTo(Reading.unavailable(reason, detail));
  }
}
