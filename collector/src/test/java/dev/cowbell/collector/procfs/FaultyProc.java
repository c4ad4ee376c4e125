package dev.cowbell.collector.procfs;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A proc file system where one chosen reading of a file meets an accident. */
public final class FaultyProc {
  private final Path root;
  private final int reading;
  private final Moment moment;
  private final Accident accident;
  private int readings;

  /** When, around the chosen reading, the accident happens. */
  public enum Moment {
    BEFORE_OPENING,
    WHILE_READING,
    AFTER_CLOSING
  }

  /** What happens; the bytes of a file in this folder then fail as those of a process that left. */
  public interface Accident {
    void happen() throws IOException;

    Path folder();
  }

  /**
   * @param reading the number of the reading, from 0
   */
  public FaultyProc(Path root, int reading, Moment moment, Accident accident) {
    this.root = root;
    this.reading = reading;
    this.moment = moment;
    this.accident = accident;
  }

  public ProcFs procFs() {
    return new ProcFs(root, new KernelFile(this::open));
  }

  /** How many readings there were. */
  public int readings() {
    return readings;
  }

  private InputStream open(String file) throws IOException {
    boolean chosen = readings++ == reading;
    if (chosen && moment == Moment.BEFORE_OPENING) {
      accident.happen();
    }
    try {
      InputStream in = new FileInputStream(file);
      return chosen ? new Chosen(in, Path.of(file).startsWith(accident.folder())) : in;
    } catch (FileNotFoundException missing) {
      if (chosen) {
        accident.happen();
      }
      throw missing;
    }
  }

  private final class Chosen extends FilterInputStream {
    private final boolean fails;

    Chosen(InputStream in, boolean fails) {
      super(in);
      this.fails = fails;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (moment == Moment.WHILE_READING) {
        accident.happen();
        if (fails) {
          throw new IOException("No such process");
        }
      }
      return super.read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (moment == Moment.AFTER_CLOSING) {
        accident.happen();
      }
    }
  }
}
