package dev.cowbell.api.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.cowbell.api.contract.v1.CapacityServiceGrpc;
import dev.cowbell.api.contract.v1.EfficiencyServiceGrpc;
import dev.cowbell.api.contract.v1.FleetServiceGrpc;
import dev.cowbell.api.contract.v1.RecommendationServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent, the answer is one the API names, in a sentence without a trace of the inside.
 */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class HostileRequestTest {
  private static final Set<Status.Code> NAMED =
      EnumSet.of(
          Status.Code.OK,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.PERMISSION_DENIED,
          Status.Code.RESOURCE_EXHAUSTED);

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "demo",
          "shop",
          "host-a",
          "frozen",
          "Ice Lake-SP / 4 cores / 16 GiB",
          "demo|Ice Lake-SP / 4 cores / 16 GiB|GC_POLICY",
          "|",
          "a\0b",
          "'; DROP TABLE host; --",
          "<script>alert(1)</script>\"'",
          "=cmd|' /C calc'!A0",
          "../../etc/passwd",
          "\u202e\ud83d\ude00\u0000",
          "name = demo",
          "hostname : \"%\" OR NOT (simulated = true)",
          "((((",
          "host_id desc, cores",
          "AAAA",
          "x".repeat(5000));

  @TestHTTPResource URI server = URI.create("http://injected.invalid");

  Channel channel;

  @BeforeEach
  void connect() {
    channel = Channel.to(server);
  }

  @AfterEach
  void disconnect() {
    channel.close();
  }

  @Test
  void requestsWellFormedAndHostile_areAnsweredByName() {
    Random random = new Random(600);
    for (MethodDescriptor<?, ?> method : unary()) {
      for (int i = 0; i < 40; i++) {
        Message request = random(prototype(method), random, 3);
        Status status = status(call(method, request.toByteArray()));

        assertThat(status.getCode())
            .as("%s of %s: %s", method.getFullMethodName(), request, status)
            .isIn(NAMED);
        assertThat(String.valueOf(status.getDescription()))
            .doesNotContain("Exception", "dev.cowbell", "org.postgresql", "SELECT");
      }
    }
  }

  @Test
  void bytesThatAreNoMessage_areRefusedSoon_withoutATrace() {
    Random random = new Random(601);
    for (MethodDescriptor<?, ?> method : unary()) {
      for (int i = 0; i < 5; i++) {
        byte[] rubbish = new byte[1 + random.nextInt(200)];
        random.nextBytes(rubbish);
        rubbish[0] = (byte) 0xff; // Field 0 does not exist, nor this wire type.
        Status status = status(call(method, rubbish));

        assertThat(status.getCode()).isNotIn(Status.Code.OK, Status.Code.DEADLINE_EXCEEDED);
        assertThat(String.valueOf(status.getDescription())).doesNotContain("at dev.cowbell");
      }
    }
  }

  private static List<MethodDescriptor<?, ?>> unary() {
    Stream<ServiceDescriptor> services =
        Stream.of(
            FleetServiceGrpc.getServiceDescriptor(),
            EfficiencyServiceGrpc.getServiceDescriptor(),
            RecommendationServiceGrpc.getServiceDescriptor(),
            CapacityServiceGrpc.getServiceDescriptor());
    return services
        .flatMap(service -> service.getMethods().stream())
        .<MethodDescriptor<?, ?>>map(method -> method)
        .filter(method -> method.getType() == MethodType.UNARY)
        .toList();
  }

  private static Message prototype(MethodDescriptor<?, ?> method) {
    var marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
    return (Message) Objects.requireNonNull(marshaller.getMessagePrototype());
  }

  private static Message random(Message prototype, Random random, int depth) {
    Message.Builder message = prototype.newBuilderForType();
    for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      if (field.isMapField()) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(3); i > 0 && depth > 0; i--) {
          message.addRepeatedField(field, value(message, field, random, depth));
        }
      } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || depth > 0) {
        message.setField(field, value(message, field, random, depth));
      }
    }
    return message.build();
  }

  private static Object value(
      Message.Builder message, FieldDescriptor field, Random random, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case INT -> pick(random, 0, 1, -1, 3, 61, Integer.MAX_VALUE, Integer.MIN_VALUE);
      case LONG -> pick(random, 0L, 1L, -1L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
      case DOUBLE ->
          pick(random, 0.0, 0.02, -1.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, -0.0);
      case FLOAT -> Float.NaN;
      case BOOLEAN -> random.nextBoolean();
      case BYTE_STRING -> ByteString.EMPTY;
      case ENUM -> {
        var values = field.getEnumType().getValues();
        yield values.get(random.nextInt(values.size()));
      }
      case MESSAGE ->
          random(message.newBuilderForField(field).getDefaultInstanceForType(), random, depth - 1);
    };
  }

  private static Object pick(Random random, Object... of) {
    return of[random.nextInt(of.length)];
  }

  private Throwable call(MethodDescriptor<?, ?> method, byte[] request) {
    MethodDescriptor<byte[], byte[]> raw = method.toBuilder(BYTES, BYTES).build();
    try {
      ClientCalls.blockingUnaryCall(
          channel.grpc(),
          raw,
          CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
          request);
      return Status.OK.asException();
    } catch (StatusRuntimeException e) {
      return e;
    }
  }

  private static Status status(Throwable answer) {
    return Status.fromThrowable(answer);
  }

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
}
