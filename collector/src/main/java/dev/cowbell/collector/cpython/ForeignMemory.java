package dev.cowbell.collector.cpython;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * {@code /proc/PID/mem}, proc_pid_mem(5), kept open: the memory of a process as it was when this
 * was opened. After an exec it reads as empty.
 */
final class ForeignMemory implements Closeable {
  private final FileChannel file;

  ForeignMemory(Path process) throws IOException {
    file = FileChannel.open(process.resolve("mem"));
  }

  /**
   * Fills the buffer from an address.
   *
   * @throws IOException where that is not mapped, or the process has left or replaced its program
   */
  ByteBuffer read(long address, ByteBuffer into) throws IOException {
    if (address <= 0) {
      throw new IOException("no such address");
    }
    into.clear();
    while (into.hasRemaining()) {
      if (file.read(into, address + into.position()) <= 0) {
        throw new EOFException("the memory is gone");
      }
    }
    return into.rewind();
  }

  long readPointer(long address) throws IOException {
    return read(address, buffer(8)).getLong(0);
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
