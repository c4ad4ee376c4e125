package dev.cowbell.api.contract;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders the contract and its comments as one page of Markdown. */
final class ApiReference {
  private static final String PACKAGE = "cowbell.v1";

  private final StringBuilder page = new StringBuilder();
  private final Comments comments = new Comments();

  private ApiReference() {}

  static String of(FileDescriptorSet set) throws DescriptorValidationException {
    ApiReference reference = new ApiReference();
    reference.render(linked(set));
    return reference.page.toString();
  }

  private static List<FileDescriptor> linked(FileDescriptorSet set)
      throws DescriptorValidationException {
    Map<String, FileDescriptor> byName = new HashMap<>();
    List<FileDescriptor> ours = new ArrayList<>();
    for (FileDescriptorProto file : set.getFileList()) { // Imports stand before their importers.
      FileDescriptor[] imports =
          file.getDependencyList().stream().map(byName::get).toArray(FileDescriptor[]::new);
      FileDescriptor linked = FileDescriptor.buildFrom(file, imports);
      byName.put(file.getName(), linked);
      if (linked.getPackage().equals(PACKAGE)) {
        ours.add(linked);
      }
    }
    ours.sort((a, b) -> a.getName().compareTo(b.getName()));
    return ours;
  }

  private void render(List<FileDescriptor> files) {
    line("# API reference: `%s`".formatted(PACKAGE));
    line("");
    line(
        "<!-- Made from the comments of api/contract/src/main/proto; ApiReferenceTest keeps it current. -->");
    line("");
    line("How to call it, errors, filters, paging and authentication: [api.md](api.md).");
    files.forEach(
        file ->
            file.getServices()
                .forEach(
                    service -> line("- [%s](#%s)".formatted(service.getName(), anchor(service)))));
    files.forEach(comments::add);
    files.forEach(file -> file.getServices().forEach(this::service));
    line("");
    line("## Messages");
    files.forEach(file -> file.getMessageTypes().forEach(this::message));
    line("");
    line("## Enumerations");
    files.forEach(file -> file.getEnumTypes().forEach(this::enumeration));
  }

  private void service(ServiceDescriptor service) {
    line("");
    line("## %s".formatted(service.getName()));
    line("");
    line(comments.of(service));
    for (MethodDescriptor method : service.getMethods()) {
      line("");
      line("### %s.%s".formatted(service.getName(), method.getName()));
      line("");
      line(
          "`rpc %s(`%s`)` returns %s%s"
              .formatted(
                  method.getName(),
                  link(method.getInputType()),
                  method.isServerStreaming() ? "a stream of " : "",
                  link(method.getOutputType())));
      line("");
      line(comments.of(method));
    }
  }

  private void message(Descriptor message) {
    if (message.getOptions().getMapEntry()) {
      return;
    }
    line("");
    line("### %s".formatted(message.getName()));
    line("");
    line(comments.of(message));
    if (!message.getFields().isEmpty()) {
      line("");
      line("| field | type | number | what |");
      line("|---|---|---|---|");
      message.getFields().forEach(this::field);
    }
    message.getNestedTypes().forEach(this::message);
    message.getEnumTypes().forEach(this::enumeration);
  }

  private void field(FieldDescriptor field) {
    var oneof = field.getRealContainingOneof();
    line(
        "| `%s` | %s | %d | %s%s |"
            .formatted(
                field.getName(),
                type(field),
                field.getNumber(),
                oneof == null ? "" : "*one of " + oneof.getName() + ":* ",
                comments.of(field).replace("|", "\\|")));
  }

  private String type(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map of "
          + plain(field.getMessageType().findFieldByNumber(1))
          + " to "
          + plain(field.getMessageType().findFieldByNumber(2));
    }
    String optional = field.toProto().getProto3Optional() ? "optional " : "";
    return (field.isRepeated() ? "repeated " : optional) + plain(field);
  }

  private String plain(FieldDescriptor field) {
    return switch (field.getType()) {
      case MESSAGE, GROUP -> link(field.getMessageType());
      case ENUM -> link(field.getEnumType());
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private void enumeration(EnumDescriptor enumeration) {
    line("");
    line("### %s".formatted(enumeration.getName()));
    line("");
    line(comments.of(enumeration));
    line("");
    line("| value | number | what |");
    line("|---|---|---|");
    enumeration
        .getValues()
        .forEach(
            value ->
                line(
                    "| `%s` | %d | %s |"
                        .formatted(value.getName(), value.getNumber(), comments.of(value))));
  }

  private static String link(GenericDescriptor type) {
    return type.getFile().getPackage().equals(PACKAGE)
        ? "[%s](#%s)".formatted(type.getName(), anchor(type))
        : "`" + type.getFullName() + "`";
  }

  private static String anchor(GenericDescriptor type) {
    return type.getName().toLowerCase(Locale.ROOT);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  /** The comment before an element, by file and path as protoc writes them. */
  private static final class Comments {
    private final Map<GenericDescriptor, String> byElement = new HashMap<>();
    private final Map<String, Map<List<Integer>, String>> byPath = new HashMap<>();

    void add(FileDescriptor file) {
      Map<List<Integer>, String> paths = new HashMap<>();
      for (Location location : file.toProto().getSourceCodeInfo().getLocationList()) {
        paths.put(
            location.getPathList(), location.getLeadingComments().strip().replaceAll("\\s+", " "));
      }
      byPath.put(file.getName(), paths);
    }

    String of(GenericDescriptor element) {
      return byElement.computeIfAbsent(
          element,
          one ->
              byPath.getOrDefault(one.getFile().getName(), Map.of()).getOrDefault(path(one), ""));
    }

    /** Numbers of the fields of descriptor.proto that lead to an element, each with its index. */
    private static List<Integer> path(GenericDescriptor element) {
      return switch (element) {
        case ServiceDescriptor service -> List.of(6, service.getIndex());
        case MethodDescriptor method -> then(path(method.getService()), 2, method.getIndex());
        case FieldDescriptor field -> then(path(field.getContainingType()), 2, field.getIndex());
        case EnumDescriptor type when type.getContainingType() != null ->
            then(path(type.getContainingType()), 4, type.getIndex());
        case EnumDescriptor type -> List.of(5, type.getIndex());
        case EnumValueDescriptor value -> then(path(value.getType()), 2, value.getIndex());
        case Descriptor message when message.getContainingType() != null ->
            then(path(message.getContainingType()), 3, message.getIndex());
        case Descriptor message -> List.of(4, message.getIndex());
        default -> List.of();
      };
    }

    private static List<Integer> then(List<Integer> path, int field, int index) {
      List<Integer> longer = new ArrayList<>(path);
      longer.add(field);
      longer.add(index);
      return longer;
    }
  }
}
