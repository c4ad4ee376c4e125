package dev.cowbell.api.server.call;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.cowbell.api.server.database.DatabaseAway;
import dev.cowbell.api.server.database.OutOfPatience;
import dev.cowbell.api.server.database.TooMuch;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** gRPC statuses with google.rpc details. */
final class Statuses {
  private Statuses() {}

  static StatusRuntimeException of(Refusal refusal) {
    Status.Builder status =
        Status.newBuilder().setCode(code(refusal).getNumber()).setMessage(refusal.sentence());
    refusal.field().ifPresent(f -> status.addDetails(badRequest(f, refusal.sentence())));
    return StatusProto.toStatusRuntimeException(status.build());
  }

  static StatusRuntimeException unavailable(DatabaseAway away) {
    return status(Code.UNAVAILABLE, String.valueOf(away.getMessage()));
  }

  static StatusRuntimeException outOfPatience(OutOfPatience over) {
    return status(
        over.gone() ? Code.CANCELLED : Code.DEADLINE_EXCEEDED, String.valueOf(over.getMessage()));
  }

  static StatusRuntimeException tooMuch(TooMuch tooMuch) {
    return status(Code.RESOURCE_EXHAUSTED, String.valueOf(tooMuch.getMessage()));
  }

  static StatusRuntimeException internal() {
    return status(Code.INTERNAL, "Cowbell failed while answering; its log holds the cause");
  }

  private static Code code(Refusal refusal) {
    return switch (refusal.kind()) {
      case INVALID -> Code.INVALID_ARGUMENT;
      case NOT_FOUND -> Code.NOT_FOUND;
      case NOT_YET -> Code.UNIMPLEMENTED;
      case DENIED -> Code.PERMISSION_DENIED;
      case EXHAUSTED -> Code.RESOURCE_EXHAUSTED;
    };
  }

  private static Any badRequest(String field, String sentence) {
    var violation = BadRequest.FieldViolation.newBuilder().setField(field).setDescription(sentence);
    return Any.pack(BadRequest.newBuilder().addFieldViolations(violation).build());
  }

  private static StatusRuntimeException status(Code code, String message) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder().setCode(code.getNumber()).setMessage(message).build());
  }
}
