package dev.cowbell.api.server.security;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;

/** Asks every gRPC call but those for health who makes it. */
@GlobalInterceptor
@Singleton
final class GrpcDoor implements ServerInterceptor {
  private static final String HEALTH = "grpc.health.v1.Health";
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Door door;

  GrpcDoor(Door door) {
    this.door = door;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
      return next.startCall(call, headers);
    }
    return switch (door.admit(credentials(call, headers))) {
      case Admission.In(var caller) ->
          Contexts.interceptCall(
              Context.current().withValue(Caller.CURRENT, caller), call, headers, next);
      case Admission.Stranger(var sentence) ->
          refuse(call, Status.UNAUTHENTICATED.withDescription(sentence));
      case Admission.TooFast(var sentence) ->
          refuse(call, Status.RESOURCE_EXHAUSTED.withDescription(sentence));
    };
  }

  private static Credentials credentials(ServerCall<?, ?> call, Metadata headers) {
    return Credentials.of(
        headers.get(AUTHORIZATION),
        call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION),
        Address.of(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
