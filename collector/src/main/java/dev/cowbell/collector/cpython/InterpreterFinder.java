package dev.cowbell.collector.cpython;

import dev.cowbell.collector.procfs.ElfImage;
import dev.cowbell.collector.procfs.Mapping;
import dev.cowbell.collector.procfs.Permission;
import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds a CPython in a process: in the executable or in a libpython mapped into it. Symbols are
 * kept per file, since a host runs few interpreters in many processes.
 */
public final class InterpreterFinder {
  private static final String RUNTIME = "_PyRuntime";
  private static final String VERSION = "Py_Version";
  private static final int MAX_FILES = 64;

  /**
   * Offset of {@code free_threaded} in {@code _Py_DebugOffsets}, behind the cookie and the version.
   */
  private static final int FREE_THREADED = 16;

  private static final byte[] DEBUG_COOKIE = {'x', 'd', 'e', 'b', 'u', 'g', 'p', 'y'};

  private final ProcFs procFs;
  private final Map<FileIdentity, ElfImage> images = new HashMap<>();

  private record FileIdentity(Object key, long size, long modifiedMillis) {}

  public InterpreterFinder(ProcFs procFs) {
    this.procFs = procFs;
  }

  /**
   * The interpreter of this process; NOT_SUPPORTED where there is none, or none that is understood.
   */
  public Reading<Interpreter> find(int pid) {
    return procFs.maps(pid).flatMap(maps -> find(pid, maps));
  }

  private Reading<Interpreter> find(int pid, List<Mapping> maps) {
    Path process = procFs.process(pid);
    try {
      Optional<Mapping> executable =
          lowestOf(maps, Files.readSymbolicLink(process.resolve("exe")).toString());
      if (executable.isPresent()) {
        ElfImage image = image(process.resolve("exe"));
        if (image.symbolAddresses().containsKey(RUNTIME)) {
          return open(process, image, executable.get());
        }
      }
      Optional<Mapping> library = lowestLibrary(maps);
      return library.isPresent()
          ? open(process, image(inRoot(process, library.get().path())), library.get())
          : Reading.unavailable(Reason.NOT_SUPPORTED, "no CPython in this process");
    } catch (AccessDeniedException denied) {
      return Reading.unavailable(Reason.PERMISSION_DENIED, process + "/mem" + Permission.HINT);
    } catch (IOException failure) {
      return Files.exists(process)
          ? Reading.unavailable(
              Reason.NOT_SUPPORTED,
              "the interpreter's file could not be read: " + failure.getMessage())
          : Reading.unavailable(Reason.PROCESS_EXITED, process + " is gone");
    }
  }

  private static Reading<Interpreter> open(Path process, ElfImage image, Mapping lowest)
      throws IOException {
    OptionalLong runtime = image.addressIn(lowest, RUNTIME);
    if (runtime.isEmpty()) {
      return Reading.unavailable(Reason.NOT_SUPPORTED, "a libpython without " + RUNTIME);
    }
    ForeignMemory memory = new ForeignMemory(process);
    Reading<Interpreter> interpreter;
    try {
      interpreter =
          identify(memory, runtime.getAsLong(), image.addressIn(lowest, VERSION), lowest.path());
    } catch (IOException failure) {
      memory.close();
      throw failure;
    }
    if (interpreter instanceof Reading.Unavailable<Interpreter>) {
      memory.close();
    }
    return interpreter;
  }

  private static Reading<Interpreter> identify(
      ForeignMemory memory, long runtime, OptionalLong versionAddress, String path)
      throws IOException {
    Optional<PythonVersion> version =
        versionAddress.isPresent()
            ? Optional.of(PythonVersion.ofHex(memory.readPointer(versionAddress.getAsLong())))
            : PythonVersion.ofFileName(path.substring(path.lastIndexOf('/') + 1));
    if (version.isEmpty() || !version.get().isPlausible()) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED, "a CPython whose version could not be found out");
    }
    Optional<GcLayout> layout = GcLayout.of(version.get());
    if (layout.isEmpty()) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED, "CPython " + version.get() + " keeps its collector elsewhere");
    }
    Interpreter interpreter =
        new Interpreter(memory, new RuntimeLocation(version.get(), runtime), layout.get());
    return version.get().minor() < GcLayout.FIRST_WITH_DEBUG_OFFSETS
        ? Reading.of(interpreter)
        : withGil(memory, runtime, version.get()).map(yes -> interpreter);
  }

  /** True where it has one, and a reason where it has none. */
  private static Reading<Boolean> withGil(ForeignMemory memory, long runtime, PythonVersion version)
      throws IOException {
    ByteBuffer offsets = memory.read(runtime, ForeignMemory.buffer(FREE_THREADED + 8));
    byte[] cookie = new byte[DEBUG_COOKIE.length];
    offsets.get(0, cookie);
    if (!Arrays.equals(cookie, DEBUG_COOKIE)) {
      return Reading.unavailable(
          Reason.IMPLAUSIBLE, "no debug offsets where CPython " + version + " has them");
    }
    return offsets.getLong(FREE_THREADED) == 0
        ? Reading.of(true)
        : Reading.unavailable(Reason.NOT_SUPPORTED, "CPython " + version + " without a GIL");
  }

  private ElfImage image(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    FileIdentity identity =
        new FileIdentity(
            String.valueOf(attributes.fileKey()),
            attributes.size(),
            attributes.lastModifiedTime().toMillis());
    ElfImage known = images.get(identity);
    if (known != null) {
      return known;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ElfImage image = ElfImage.read(channel, Set.of(RUNTIME, VERSION));
      if (images.size() >= MAX_FILES) {
        images.clear();
      }
      images.put(identity, image);
      return image;
    }
  }

  /** A path of the process's own mount namespace as we can open it. */
  private static Path inRoot(Path process, String path) {
    return Path.of(process + "/root" + path);
  }

  private static Optional<Mapping> lowestLibrary(List<Mapping> maps) {
    return maps.stream()
        .filter(mapping -> isLibpython(mapping.path()))
        .findFirst()
        .flatMap(found -> lowestOf(maps, found.path()));
  }

  private static boolean isLibpython(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    // libpython3.so only forwards to the real one.
    return name.startsWith("libpython3.") && !name.equals("libpython3.so") && name.contains(".so");
  }

  private static Optional<Mapping> lowestOf(List<Mapping> maps, String path) {
    return maps.stream().filter(mapping -> mapping.path().equals(path)).findFirst();
  }
}
