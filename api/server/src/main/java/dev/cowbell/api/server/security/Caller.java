package dev.cowbell.api.server.security;

import dev.cowbell.api.server.call.Refusal;
import io.grpc.Context;

/**
 * Who calls.
 *
 * @param name as the access file or the identity provider has it
 * @param address where the call came from
 */
public record Caller(String name, Role role, String address) {
  static final Context.Key<Caller> CURRENT = Context.key("cowbell-caller");

  /** Whoever it is, while nobody is asked who they are. */
  static Caller unknown(String address) {
    return new Caller("unknown", Role.VIEWER, address);
  }

  /** Who makes the call that the current thread answers. */
  public static Caller current() {
    Caller caller = CURRENT.get();
    return caller == null ? unknown("unknown") : caller;
  }

  /** The caller, refused unless they are an operator. */
  public Caller operator() {
    if (role != Role.OPERATOR) {
      throw Refusal.denied(
          "only operators may do this: call with the token of one; while authentication is off,"
              + " nobody is one");
    }
    return this;
  }
}
