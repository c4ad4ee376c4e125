package dev.cowbell.collector.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A folder in memory that fails as told: the process ends in the middle of the n-th change, the
 * disk is full, reads fail. What was not synced may be lost when the power is cut.
 */
final class FaultyFolder implements SpoolFolder {
  /** The process ends here. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Content {
    byte[] cached = new byte[0];
    byte[] durable = new byte[0];
  }

  private final Map<String, Content> files = new TreeMap<>();
  private final Map<String, Content> deletedUnsynced = new TreeMap<>();
  private final Random random;
  private long changes;
  private long crashAt = Long.MAX_VALUE;
  private long capacity = Long.MAX_VALUE;
  private volatile @Nullable CountDownLatch hanging;
  private volatile boolean isAnyHanging;
  private boolean isReadFailing;
  private boolean isWriteFailing;

  FaultyFolder(long seed) {
    random = new Random(seed);
  }

  /** Changes so far: writes, cuts, syncs, deletions. */
  long changes() {
    return changes;
  }

  void crashAt(long change) {
    crashAt = change;
  }

  void capacity(long bytes) {
    capacity = bytes;
  }

  void failReads(boolean fail) {
    isReadFailing = fail;
  }

  /** Writes do not return until this is counted down. */
  void hangUntil(CountDownLatch released) {
    hanging = released;
  }

  boolean isAnyHanging() {
    return isAnyHanging;
  }

  private void hang() {
    CountDownLatch released = hanging;
    if (released != null) {
      isAnyHanging = true;
      try {
        released.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void failWrites(boolean fail) {
    isWriteFailing = fail;
  }

  /** The machine goes on, another process starts. */
  void processEnded() {
    crashAt = Long.MAX_VALUE;
    deletedUnsynced.clear();
  }

  /**
   * The machine went down: unsynced bytes are lost, in part or all, and deletions may be undone.
   */
  void powerCut() {
    crashAt = Long.MAX_VALUE;
    deletedUnsynced.forEach(
        (name, content) -> {
          if (random.nextBoolean()) {
            files.putIfAbsent(name, content);
          }
        });
    deletedUnsynced.clear();
    files.values().forEach(this::loseUnsynced);
  }

  private void loseUnsynced(Content content) {
    byte[] survived =
        switch (random.nextInt(3)) {
          case 0 -> content.durable;
          case 1 -> mixed(content);
          default -> content.cached;
        };
    content.cached = survived.clone();
    content.durable = survived.clone();
  }

  /** The first bytes as written last, the rest as synced, or zero where there was nothing. */
  private byte[] mixed(Content content) {
    byte[] mixed = Arrays.copyOf(content.durable, content.cached.length);
    // Often within the first bytes, where what changes in a state lies.
    int most = random.nextBoolean() ? mixed.length : Math.min(mixed.length, 64);
    System.arraycopy(content.cached, 0, mixed, 0, random.nextInt(most + 1));
    return mixed;
  }

  byte[] bytes(String name) {
    return content(name).cached;
  }

  void put(String name, byte[] bytes) {
    Content content = files.computeIfAbsent(name, absent -> new Content());
    content.cached = bytes.clone();
    content.durable = bytes.clone();
  }

  List<String> segments() {
    return files.keySet().stream().filter(name -> Segment.numberOf(name).isPresent()).toList();
  }

  private Content content(String name) {
    Content content = files.get(name);
    if (content == null) {
      throw new IllegalStateException("no file " + name);
    }
    return content;
  }

  private boolean isCrash() {
    return ++changes >= crashAt;
  }

  private void change() throws IOException {
    if (isCrash()) {
      throw new Crash();
    }
    if (isWriteFailing) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public List<String> list() {
    return new ArrayList<>(files.keySet());
  }

  @Override
  public SpoolFile open(String name) throws IOException {
    Content content = files.get(name);
    if (content == null) {
      change();
      content = new Content();
      files.put(name, content);
    }
    return new FaultyFile(content);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    change();
    Content content = files.remove(from);
    if (content != null) {
      files.put(to, content);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    change();
    Content content = files.remove(name);
    if (content != null) {
      deletedUnsynced.put(name, content);
    }
  }

  @Override
  public void sync() throws IOException {
    change();
    deletedUnsynced.clear();
  }

  @Override
  public void close() {}

  private final class FaultyFile implements SpoolFile {
    private final Content content;

    FaultyFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.cached.length;
    }

    @Override
    public void read(long position, byte[] into, int length) throws IOException {
      if (isReadFailing || position + length > content.cached.length) {
        throw new IOException("Input/output error");
      }
      System.arraycopy(content.cached, (int) position, into, 0, length);
    }

    @Override
    public void write(long position, byte[] from, int length) throws IOException {
      hang();
      if (isCrash()) {
        put(position, from, random.nextInt(length + 1));
        throw new Crash();
      }
      if (isWriteFailing) {
        put(position, from, random.nextInt(length + 1));
        throw new IOException("Input/output error");
      }
      long others =
          files.values().stream().mapToLong(file -> file.cached.length).sum()
              - content.cached.length;
      long end = Math.max(content.cached.length, position + length);
      if (others + end > capacity) {
        put(position, from, Math.clamp(capacity - others - position, 0, length));
        throw new IOException("No space left on device");
      }
      put(position, from, length);
    }

    private void put(long position, byte[] from, int length) {
      int end = (int) position + length;
      if (content.cached.length < end) {
        content.cached = Arrays.copyOf(content.cached, end);
      } else {
        content.cached = content.cached.clone();
      }
      System.arraycopy(from, 0, content.cached, (int) position, length);
    }

    @Override
    public void truncate(long size) throws IOException {
      change();
      content.cached = Arrays.copyOf(content.cached, (int) size);
    }

    @Override
    public void sync() throws IOException {
      change();
      content.durable = content.cached;
    }

    @Override
    public void close() {}
  }
}
