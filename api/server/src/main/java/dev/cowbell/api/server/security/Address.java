package dev.cowbell.api.server.security;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Where a call comes from, without its port: the host is who is limited and written down. */
final class Address {
  private Address() {}

  static String of(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress inet ? inet.getHostString() : "unknown";
  }
}
