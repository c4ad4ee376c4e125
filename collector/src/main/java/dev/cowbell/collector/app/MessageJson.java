package dev.cowbell.collector.app;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;

/**
 * A message as JSON by proto3's own mapping (protobuf.dev/programming-guides/json): names in camel
 * case, 64-bit integers as strings, times as RFC 3339. Zeros and empty lists are written, so that
 * what is missing is what is not known. Ours, since the library for it weighs three megabytes.
 */
final class MessageJson {
  private final StringBuilder out = new StringBuilder();

  private MessageJson() {}

  /** The object, on several lines, with a line end behind it. */
  static String of(Message message) {
    MessageJson json = new MessageJson();
    json.message(message, "\n");
    return json.out.append('\n').toString();
  }

  private void message(Message message, String indent) {
    switch (message.getDescriptorForType().getFullName()) {
      case "google.protobuf.Timestamp" ->
          string(Instant.ofEpochSecond(seconds(message), nanos(message)).toString());
      case "google.protobuf.Duration" -> string(duration(seconds(message), nanos(message)));
      default -> object(message, indent);
    }
  }

  private void object(Message message, String indent) {
    char before = '{';
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (!field.hasPresence() || message.hasField(field)) {
        out.append(before).append(indent).append("  \"").append(field.getJsonName()).append("\": ");
        field(field, message.getField(field), indent + "  ");
        before = ',';
      }
    }
    out.append(before == '{' ? "{}" : indent + '}');
  }

  private void field(FieldDescriptor field, Object value, String indent) {
    if (field.isMapField()) {
      map(field, (Collection<?>) value, indent);
    } else if (field.isRepeated()) {
      list(field, (Collection<?>) value, indent);
    } else {
      value(field, value, indent);
    }
  }

  private void list(FieldDescriptor field, Collection<?> values, String indent) {
    String before = "";
    out.append('[');
    for (Object value : values) {
      out.append(before);
      value(field, value, indent);
      before = ", ";
    }
    out.append(']');
  }

  private void map(FieldDescriptor field, Collection<?> entries, String indent) {
    FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
    char before = '{';
    for (Object entry : entries) {
      out.append(before).append(indent).append("  ");
      string(String.valueOf(((Message) entry).getField(key)));
      out.append(": ");
      value(value, ((Message) entry).getField(value), indent + "  ");
      before = ',';
    }
    out.append(before == '{' ? "{}" : indent + '}');
  }

  private void value(FieldDescriptor field, Object value, String indent) {
    switch (field.getJavaType()) {
      case MESSAGE -> message((Message) value, indent);
      case ENUM -> string(((EnumValueDescriptor) value).getName());
      case STRING -> string((String) value);
      case BYTE_STRING ->
          string(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case LONG -> string(isUnsigned(field) ? Long.toUnsignedString((Long) value) : "" + value);
      case INT ->
          out.append(isUnsigned(field) ? Integer.toUnsignedString((Integer) value) : "" + value);
      case FLOAT, DOUBLE -> number(((Number) value).doubleValue());
      case BOOLEAN -> out.append(value);
    }
  }

  /** JSON has no words for what is not a number: the mapping says strings. */
  private void number(double value) {
    if (Double.isFinite(value)) {
      out.append(value);
    } else {
      string(Double.toString(value));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }

  private static long seconds(Message time) {
    return (Long) time.getField(time.getDescriptorForType().findFieldByName("seconds"));
  }

  private static int nanos(Message time) {
    return (Integer) time.getField(time.getDescriptorForType().findFieldByName("nanos"));
  }

  /** Such as 1.500s; the fraction has three, six or nine digits. */
  private static String duration(long seconds, int nanos) {
    Duration size = Duration.ofSeconds(seconds, nanos).abs();
    String sign = seconds < 0 || nanos < 0 ? "-" : "";
    int fraction = size.getNano();
    String digits =
        fraction == 0
            ? ""
            : fraction % 1_000_000 == 0
                ? String.format(".%03d", fraction / 1_000_000)
                : fraction % 1000 == 0
                    ? String.format(".%06d", fraction / 1000)
                    : String.format(".%09d", fraction);
    return sign + size.getSeconds() + digits + "s";
  }
}
