package dev.cowbell.api.server.app;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.net.URI;

/** A real channel to the server under test. */
record Channel(ManagedChannel grpc) implements AutoCloseable {
  static Channel to(URI server) {
    return new Channel(
        ManagedChannelBuilder.forAddress(server.getHost(), server.getPort())
            .usePlaintext()
            .build());
  }

  @Override
  public void close() {
    grpc.shutdownNow();
  }
}
