package dev.cowbell.collector.cpython;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.collector.procfs.ElfBytes;
import dev.cowbell.collector.procfs.ElfBytes.Symbol;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that is a folder: its program is a small ELF file and its memory a file with holes. For
 * interpreters that no test machine has.
 */
final class FakeProcess {
  static final int SYMBOLS_OF_ALL = 2;
  static final int SYMBOLS_EXPORTED = 11;

  private static final int PID = 7;
  private static final long VERSION = ElfBytes.LINKED_AT + 0x800;
  private static final long RUNTIME = ElfBytes.LINKED_AT + 0x1000;
  private static final long INTERPRETER = ElfBytes.LINKED_AT + 0x4000;
  private static final int FREE_THREADED = 16;

  private final Path folder;
  private final Path memory;

  private FakeProcess(Path folder, Path memory) {
    this.folder = folder;
    this.memory = memory;
  }

  /** One whose executable holds an interpreter. */
  static FakeProcess withExecutable(Path folder, int symbolTable) throws IOException {
    return create(folder, program(folder.resolve("embedding"), symbolTable), "");
  }

  /** One whose executable holds none, with a library that does. */
  static FakeProcess withLibrary(Path folder, int symbolTable) throws IOException {
    Path executable = Files.write(folder.resolve("server"), new ElfBytes().bytes());
    Path library = Path.of("/usr/lib/libpython3.so.1.0");
    Path inRoot = folder.resolve("proc/" + PID + "/root" + library);
    Files.createDirectories(inRoot.getParent());
    program(inRoot, symbolTable);
    return create(folder, executable, line(library));
  }

  /** One whose executable has no symbols at all. */
  static FakeProcess stripped(Path folder) throws IOException {
    return create(folder, Files.write(folder.resolve("embedding"), new ElfBytes().bytes()), "");
  }

  private static Path program(Path file, int symbolTable) throws IOException {
    ElfBytes elf =
        new ElfBytes()
            .symbols(
                symbolTable,
                new Symbol("_PyRuntime", RUNTIME, 8),
                new Symbol("Py_Version", VERSION, 8));
    return Files.write(file, elf.bytes());
  }

  private static FakeProcess create(Path folder, Path executable, String moreMaps)
      throws IOException {
    Path process = Files.createDirectories(folder.resolve("proc/" + PID));
    Files.createSymbolicLink(process.resolve("exe"), executable);
    Files.writeString(process.resolve("maps"), line(executable) + moreMaps, UTF_8);
    return new FakeProcess(folder, Files.createFile(process.resolve("mem")));
  }

  private static String line(Path file) {
    return String.format(
        "%08x-%08x r--p %08x 08:01 42 %s%n",
        ElfBytes.LINKED_AT, ElfBytes.LINKED_AT + 0x10000, ElfBytes.FROM_OFFSET, file);
  }

  /** Puts a version where the interpreter keeps it, as PY_VERSION_HEX. */
  FakeProcess version(long hex) throws IOException {
    put(VERSION, number(hex));
    return this;
  }

  /** The debug offsets of 3.13. */
  FakeProcess debugOffsets(boolean freeThreaded) throws IOException {
    put(RUNTIME, ByteBuffer.wrap("xdebugpy".getBytes(UTF_8)));
    put(RUNTIME + FREE_THREADED, number(freeThreaded ? 1 : 0));
    return this;
  }

  /** A collector that is on, never froze anything, and has done these collections. */
  FakeProcess collector(int minor, long generation0, long generation1, long generation2)
      throws IOException {
    GcLayout layout = GcLayout.of(new PythonVersion(3, minor, java.util.Optional.empty())).get();
    put(RUNTIME + layout.interpreterPointer().getAsLong(), number(INTERPRETER));
    long state = INTERPRETER + layout.state();
    ByteBuffer bytes = ForeignMemory.buffer(GcState.BYTES);
    bytes.putInt(12, 1);
    for (int generation = 0; generation < GcState.GENERATION_COUNT; generation++) {
      bytes.putInt(24 + generation * GcState.GENERATION_BYTES + 16, generation == 0 ? 700 : 10);
    }
    bytes.putLong(96, state + 24);
    bytes.putLong(GcState.PERMANENT, state + GcState.PERMANENT);
    bytes.putLong(GcState.PERMANENT + 8, state + GcState.PERMANENT);
    bytes.putLong(GcState.STATS, generation0);
    bytes.putLong(GcState.STATS + GcState.GENERATION_BYTES, generation1);
    bytes.putLong(GcState.STATS + 2 * GcState.GENERATION_BYTES, generation2);
    put(state, bytes);
    return this;
  }

  Reading<Interpreter> find() {
    return new InterpreterFinder(new ProcFs(folder.resolve("proc"))).find(PID);
  }

  private void put(long address, ByteBuffer bytes) throws IOException {
    try (FileChannel file = FileChannel.open(memory, StandardOpenOption.WRITE)) {
      for (long at = address; bytes.hasRemaining(); ) {
        at += file.write(bytes, at);
      }
    }
  }

  private static ByteBuffer number(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
  }
}
