package dev.cowbell.aggregator.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the workers out of a tick's bytes. What is left is a tick without workers, for the
 * generated code to parse: workers are most of a tick, and by generated code they cost more than
 * all else that ingest does.
 */
final class WorkersApart {
  private static final int FAMILY =
      HostTick.FAMILIES_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int WORKER =
      Family.WORKERS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final byte[] bytes;
  private final CodedInputStream in;
  private final WorkerReader reader = new WorkerReader();
  private final List<List<WorkerReading>> workers = new ArrayList<>();

  /** What is left, never longer than what came. */
  private final byte[] rest;

  private int restLength;

  /** Up to where bytes have been copied or taken out. */
  private int done;

  private WorkersApart(byte[] bytes) {
    this.bytes = bytes;
    this.rest = new byte[bytes.length];
    this.in = CodedInputStream.newInstance(bytes);
  }

  static WorkersApart of(byte[] bytes) throws InvalidProtocolBufferException {
    WorkersApart apart = new WorkersApart(bytes);
    try {
      apart.tick();
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    return apart;
  }

  HostTick message() throws InvalidProtocolBufferException {
    return HostTick.parser().parseFrom(rest, 0, restLength);
  }

  List<List<WorkerReading>> workers() {
    return workers;
  }

  private void tick() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == FAMILY) {
        family();
      } else {
        Part.skip(in, tag);
      }
    }
    copyUpTo(bytes.length);
  }

  /** Its length gets the room that it had, whatever it is now: protobuf reads padded numbers. */
  private void family() throws IOException {
    copyUpTo(in.getTotalBytesRead());
    int length = in.readRawVarint32();
    int padding = in.getTotalBytesRead() - done;
    int lengthAt = restLength;
    restLength += padding;
    done += padding;
    List<WorkerReading> ofFamily = new ArrayList<>();
    int limit = in.pushLimit(length);
    for (int tagAt = done, tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == WORKER) {
        copyUpTo(tagAt);
        worker(ofFamily);
      } else {
        Part.skip(in, tag);
      }
      tagAt = in.getTotalBytesRead();
    }
    in.popLimit(limit);
    copyUpTo(in.getTotalBytesRead());
    writePadded(restLength - lengthAt - padding, lengthAt, padding);
    workers.add(ofFamily);
  }

  private void worker(List<WorkerReading> to) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    to.add(reader.read(in));
    in.checkLastTagWas(0);
    in.popLimit(limit);
    done = in.getTotalBytesRead();
  }

  private void copyUpTo(int end) {
    System.arraycopy(bytes, done, rest, restLength, end - done);
    restLength += end - done;
    done = end;
  }

  private void writePadded(int number, int at, int width) {
    int left = number;
    for (int i = 0; i < width; i++) {
      boolean last = i == width - 1;
      rest[at + i] = (byte) ((left & 0x7f) | (last ? 0 : 0x80));
      left >>>= 7;
    }
  }
}
