package dev.cowbell.collector.spool;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the file system, locked against a second collector. Files are RandomAccessFiles: an
 * interrupt does not close them, and no buffer outside the heap is kept for them.
 */
final class DiskFolder implements SpoolFolder {
  private static final String LOCK = "spool.lock";

  private final Path folder;
  private final RandomAccessFile lock;

  private DiskFolder(Path folder, RandomAccessFile lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder if need be, for its owner only, and locks it.
   *
   * @throws IOException where it cannot be made or written, or is in use
   */
  static DiskFolder open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    RandomAccessFile lock = new RandomAccessFile(folder.resolve(LOCK).toFile(), "rw");
    if (lockOf(lock) == null) {
      lock.close();
      throw new IOException(folder + " is in use by another collector");
    }
    return new DiskFolder(folder, lock);
  }

  private static @Nullable FileLock lockOf(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(file -> file.toFile().getName()).toList();
    }
  }

  @Override
  public SpoolFile open(String name) throws IOException {
    return new DiskFile(folder.resolve(name).toFile());
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void sync() throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static final class DiskFile implements SpoolFile {
    private final RandomAccessFile file;

    DiskFile(File path) throws IOException {
      file = new RandomAccessFile(path, "rw");
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public void read(long position, byte[] into, int length) throws IOException {
      file.seek(position);
      file.readFully(into, 0, length);
    }

    @Override
    public void write(long position, byte[] from, int length) throws IOException {
      file.seek(position);
      file.write(from, 0, length);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.setLength(size);
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
