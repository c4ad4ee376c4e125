package dev.cowbell.aggregator.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.api.contract.v1.HostTick;
import java.util.List;

/**
 * A tick as it came.
 *
 * @param message without its workers
 * @param workers of each family of the message, in their order
 */
public record WireTick(HostTick message, List<List<WorkerReading>> workers) {

  /** Reads the bytes of a {@code HostTick}. */
  public static WireTick parse(byte[] bytes) throws InvalidProtocolBufferException {
    WorkersApart apart = WorkersApart.of(bytes);
    return new WireTick(apart.message(), apart.workers());
  }

  /** Of a message that did not come from the wire. */
  public static WireTick of(HostTick message) {
    try {
      return parse(message.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what protobuf wrote cannot be read", e);
    }
  }
}
