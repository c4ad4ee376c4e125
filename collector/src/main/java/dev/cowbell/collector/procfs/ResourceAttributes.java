package dev.cowbell.collector.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * OTEL_RESOURCE_ATTRIBUTES: "key=value,key=value" with percent-encoded values, as in
 * OpenTelemetry's resource SDK specification. Of all keys only service.name is looked at.
 */
final class ResourceAttributes {
  private static final String KEY = "service.name";

  private ResourceAttributes() {}

  static Optional<String> serviceName(String attributes) {
    for (int start = 0; start <= attributes.length(); ) {
      int comma = attributes.indexOf(',', start);
      int end = comma < 0 ? attributes.length() : comma;
      int equals = attributes.indexOf('=', start);
      if (equals >= 0 && equals < end && attributes.substring(start, equals).strip().equals(KEY)) {
        return Names.clean(decode(attributes.substring(equals + 1, end).strip()));
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  /** Percent-decoding; what is not a valid escape stays as it is. */
  private static String decode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = (bytes[i] == '%' && i + 2 < bytes.length) ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
      if (low >= 0) {
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(UTF_8);
  }
}
