package dev.cowbell.standalone.embedded;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder everything is kept in: used by one program at a time, and only by programs of its
 * version.
 */
public final class DataDirectory implements AutoCloseable {
  /** Raised when what lies in the folder can no longer be read by the program before. */
  static final String VERSION = "cowbell-data 1, postgresql 17";

  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /** Opens the folder, making it if it is new. */
  public static DataDirectory open(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel lockFile =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new Failure(
            "%s is in use by another Cowbell; stop that one or choose another folder with --data"
                .formatted(root));
      }
      checkVersion(root);
      return new DataDirectory(root, lockFile);
    } catch (IOException e) {
      throw new Failure(
          "The data folder %s cannot be used (%s); choose another with --data"
              .formatted(root, e.getMessage()),
          e);
    }
  }

  /** A folder inside, made if it is new. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new Failure("Cannot make %s: %s".formatted(root.resolve(name), e.getMessage()), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException held) {
      return null; // by this very process
    }
  }

  private static void checkVersion(Path root) throws IOException {
    Path file = root.resolve("VERSION");
    if (Files.notExists(file)) {
      Files.writeString(file, VERSION + "\n");
      return;
    }
    String found = Files.readString(file).strip();
    if (!found.equals(VERSION)) {
      throw new Failure(
          "%s holds data of another version (found \"%s\", expected \"%s\"); use the program that wrote it, or another folder with --data"
              .formatted(root, found, VERSION));
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
