package dev.cowbell.collector.procfs;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads small kernel files whole into one buffer that is used again and again. Not for several
 * threads.
 *
 * <p>The usual failure, a process that has gone, is told apart by looking again and not by the
 * message, which follows the locale.
 */
final class KernelFile {
  private static final int FIRST_SIZE = 16 * 1024;

  /** A buffer that one odd file made larger than this is not kept. */
  private static final int KEPT_SIZE = 256 * 1024;

  /** Above this the Java platform reads into memory that it allocates for each call. */
  private static final int MOST_AT_ONCE = 8 * 1024;

  /** Above cpuinfo of a thousand processors; far below what the collector's own heap can bear. */
  static final int MAX_SIZE = 2 * 1024 * 1024;

  private final Source source;
  private byte[] buffer = new byte[FIRST_SIZE];

  /** Where bytes come from. */
  @FunctionalInterface
  interface Source {
    InputStream open(String file) throws IOException;
  }

  /** Understands the bytes of a file; they are valid only during the call. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(KernelText text) throws ParseException;
  }

  KernelFile() {
    this(FileInputStream::new);
  }

  KernelFile(Source source) {
    this.source = source;
  }

  /** How a file ends. */
  private enum Form {
    ANY,
    LINES,
    ONE_LINE
  }

  /**
   * A file of lines, each of which the kernel ends: one without its last line end was cut short.
   */
  <T> Reading<T> readLines(String process, String file, Parser<T> parser) {
    return read(process, file, Form.LINES, parser);
  }

  /** The same of one line, with whose end the reading ends: asking for more costs as much again. */
  <T> Reading<T> readLine(String process, String file, Parser<T> parser) {
    return read(process, file, Form.ONE_LINE, parser);
  }

  /**
   * @param process the folder of the process, without which there is no file; the file's own folder
   *     for files of the host
   */
  <T> Reading<T> read(String process, String file, Parser<T> parser) {
    return read(process, file, Form.ANY, parser);
  }

  private <T> Reading<T> read(String process, String file, Form form, Parser<T> parser) {
    int length;
    try (InputStream in = source.open(file)) {
      length = readAll(in, form == Form.ONE_LINE);
    } catch (IOException failure) {
      return whyNot(process, file, failure);
    }
    if (length >= MAX_SIZE) {
      return Reading.unavailable(
          Reason.MALFORMED, file + " is larger than " + MAX_SIZE + " bytes and was not looked at");
    }
    try {
      KernelText text = new KernelText(file, buffer, length);
      return Reading.of(parser.parse(form == Form.ANY ? text : text.requireWholeLines()));
    } catch (ParseException malformed) {
      return Reading.unavailable(Reason.MALFORMED, String.valueOf(malformed.getMessage()));
    }
  }

  /** Forgets what was read: for files that hold what is none of our business. */
  void wipe() {
    Arrays.fill(buffer, (byte) 0);
  }

  /** Stops at the largest size, which therefore means too large. */
  private int readAll(InputStream in, boolean oneLine) throws IOException {
    if (buffer.length > KEPT_SIZE) {
      buffer = new byte[FIRST_SIZE];
    }
    int length = 0;
    for (int read; (read = in.read(buffer, length, atOnce(length))) > 0; ) {
      length += read;
      if (oneLine && buffer[length - 1] == '\n') {
        return length;
      }
      if (length == buffer.length) {
        if (length >= MAX_SIZE) {
          return length;
        }
        buffer = Arrays.copyOf(buffer, length * 2);
      }
    }
    return length;
  }

  private int atOnce(int length) {
    return Math.min(MOST_AT_ONCE, buffer.length - length);
  }

  private static <T> Reading<T> whyNot(String process, String file, IOException failure) {
    if (!Files.exists(Path.of(process))) {
      return Reading.unavailable(Reason.PROCESS_EXITED, process + " is gone");
    }
    try (FileChannel opened = FileChannel.open(Path.of(file))) {
      // It can be opened, so it was the reading that failed: the process left, or the file is there
      // and switched off.
      return Reading.unavailable(
          Files.exists(Path.of(process, "stat")) ? Reason.PROCESS_EXITED : Reason.NOT_SUPPORTED,
          file
              + " could not be read although "
              + (opened.isOpen() ? "it opens: " : "")
              + failure.getMessage());
    } catch (AccessDeniedException denied) {
      return Reading.unavailable(Reason.PERMISSION_DENIED, file + Permission.HINT);
    } catch (NoSuchFileException missing) {
      return Reading.unavailable(Reason.NOT_SUPPORTED, file + " does not exist on this kernel");
    } catch (IOException other) {
      return Reading.unavailable(Reason.NOT_SUPPORTED, file + ": " + other.getMessage());
    }
  }
}
