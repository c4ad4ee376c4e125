package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.Objects;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on the fleet of {@link TestFleet}, and callers of its services. */
abstract class GrpcKit {
  static final String ICE_LAKE = "Ice Lake-SP / 4 cores / 16 GiB";
  static final String SANDY_BRIDGE = "Sandy Bridge-EP / 32 cores / 32 GiB";

  @TestHTTPResource URI server = URI.create("http://injected.invalid");
  Channel channel;
  FleetServiceGrpc.FleetServiceBlockingStub fleet;
  EfficiencyServiceGrpc.EfficiencyServiceBlockingStub efficiency;
  RecommendationServiceGrpc.RecommendationServiceBlockingStub recommendations;

  @BeforeEach
  void connect() {
    channel = Channel.to(server);
    fleet = FleetServiceGrpc.newBlockingStub(channel.grpc());
    efficiency = EfficiencyServiceGrpc.newBlockingStub(channel.grpc());
    recommendations = RecommendationServiceGrpc.newBlockingStub(channel.grpc());
  }

  @AfterEach
  void disconnect() {
    channel.close();
  }

  static com.google.protobuf.Timestamp second(long epochSecond) {
    return com.google.protobuf.Timestamp.newBuilder().setSeconds(epochSecond).build();
  }

  static Offset<Double> offset(double value) {
    return Offset.offset(value);
  }

  static void assertNotFound(ThrowingCallable call) {
    assertStatus(call, Status.Code.NOT_FOUND);
  }

  static AbstractStringAssert<?> assertStatus(ThrowingCallable call, Status.Code code) {
    var refused = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refused.getStatus().getCode()).isEqualTo(code);
    return assertThat(refused.getStatus().getDescription());
  }

  /** INVALID_ARGUMENT whose details name the field. */
  static AbstractStringAssert<?> assertRefused(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> assertThat(violation(refused).getField()).isEqualTo(field));
    return assertStatus(call, Status.Code.INVALID_ARGUMENT);
  }

  static BadRequest.FieldViolation violation(StatusRuntimeException refused) {
    var status = Objects.requireNonNull(StatusProto.fromThrowable(refused));
    Any detail = status.getDetails(0);
    try {
      return detail.unpack(BadRequest.class).getFieldViolations(0);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the detail is no BadRequest", e);
    }
  }
}
