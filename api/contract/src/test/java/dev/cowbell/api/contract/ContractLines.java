package dev.cowbell.api.contract;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contract as one line per element that somebody may rely on: a line that changes or goes is an
 * incompatible change.
 */
final class ContractLines {
  private ContractLines() {}

  static List<String> of(FileDescriptor... files) {
    return Stream.of(files)
        .flatMap(
            file ->
                Stream.of(
                        file.getMessageTypes().stream().flatMap(ContractLines::message),
                        file.getEnumTypes().stream().flatMap(ContractLines::enumeration),
                        file.getServices().stream().flatMap(ContractLines::service))
                    .flatMap(lines -> lines))
        .sorted()
        .toList();
  }

  private static Stream<String> message(Descriptor message) {
    return Stream.of(
            message.getFields().stream().map(ContractLines::field),
            message.getNestedTypes().stream().flatMap(ContractLines::message),
            message.getEnumTypes().stream().flatMap(ContractLines::enumeration))
        .flatMap(lines -> lines);
  }

  private static String field(FieldDescriptor field) {
    var oneof = field.getRealContainingOneof();
    return "field %s = %d %s %s%s"
        .formatted(
            field.getFullName(),
            field.getNumber(),
            field.isMapField()
                ? "map"
                : field.isRepeated() ? "repeated" : field.hasPresence() ? "present" : "plain",
            type(field),
            oneof == null ? "" : " in " + oneof.getName());
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getType()) {
      case MESSAGE, GROUP -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static Stream<String> enumeration(EnumDescriptor enumeration) {
    return enumeration.getValues().stream()
        .map(value -> "enum %s = %d".formatted(value.getFullName(), value.getNumber()));
  }

  private static Stream<String> service(ServiceDescriptor service) {
    return service.getMethods().stream().map(ContractLines::method);
  }

  private static String method(MethodDescriptor method) {
    return "method %s(%s%s) returns (%s%s)"
        .formatted(
            method.getFullName(),
            method.isClientStreaming() ? "stream " : "",
            method.getInputType().getFullName(),
            method.isServerStreaming() ? "stream " : "",
            method.getOutputType().getFullName());
  }
}
