package dev.cowbell.collector.spool;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state in three files: neither the last one written nor the last one that is safe from a power
 * cut is overwritten, so whatever tears a write leaves the state before it. Not for several
 * threads.
 */
final class StateFiles {
  private static final String[] NAMES = {"state.a", "state.b", "state.c"};

  /**
   * So much is taken from the start, so that a full disk does not keep progress from being kept.
   */
  private static final int LEAST_BYTES = 4096;

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final SpoolFolder folder;
  private final @Nullable SpoolFile[] open = new SpoolFile[NAMES.length];
  private int latest;
  private int safe;
  private boolean isAnySafe;

  /** Files in this folder. */
  StateFiles(SpoolFolder folder) {
    this.folder = folder;
  }

  /** The newest state that is whole. */
  Optional<SpoolState> load() throws IOException {
    Optional<SpoolState> newest = Optional.empty();
    for (int index = 0; index < NAMES.length; index++) {
      Optional<SpoolState> state = read(NAMES[index]);
      if (state.isPresent()
          && (newest.isEmpty() || state.get().generation() > newest.get().generation())) {
        newest = state;
        latest = index;
        safe = index;
      }
    }
    return newest;
  }

  private Optional<SpoolState> read(String name) throws IOException {
    if (!folder.list().contains(name)) {
      return Optional.empty();
    }
    try (SpoolFile file = folder.open(name)) {
      byte[] bytes = new byte[(int) Math.min(file.size(), MOST_BYTES)];
      file.read(0, bytes, bytes.length);
      return SpoolState.decode(bytes, bytes.length);
    }
  }

  /**
   * Writes the state.
   *
   * @param durably whether a power cut must no longer take it
   */
  void write(SpoolState state, boolean durably) throws IOException {
    byte[] bytes = state.encode();
    int index = neither(latest, safe);
    SpoolFile file = open(index);
    if (file.size() < LEAST_BYTES) {
      file.write(0, new byte[LEAST_BYTES], LEAST_BYTES);
    }
    file.write(0, bytes, bytes.length);
    // The first write of a run too: from then on one of the files is known to be on the disk.
    if (durably || !isAnySafe) {
      file.sync();
      isAnySafe = true;
      safe = index;
    }
    latest = index;
  }

  private static int neither(int one, int other) {
    int index = 0;
    while (index == one || index == other) {
      index++;
    }
    return index;
  }

  private SpoolFile open(int index) throws IOException {
    SpoolFile file = open[index];
    if (file == null) {
      file = folder.open(NAMES[index]);
      open[index] = file;
      folder.sync();
    }
    return file;
  }

  /** Lets go of the files; the next write opens them anew. */
  void close() throws IOException {
    for (int index = 0; index < open.length; index++) {
      SpoolFile file = open[index];
      open[index] = null;
      if (file != null) {
        file.close();
      }
    }
  }
}
