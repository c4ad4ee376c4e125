package dev.cowbell.api.server.page;

import java.util.List;
import java.util.Locale;

/** A report in each of its formats. */
final class Downloads {
  private static final List<String> FORMATS = List.of("html", "pdf", "csv", "json", "focus");

  private Downloads() {}

  static List<Link> of(String service, String hardwareClass) {
    return FORMATS.stream()
        .map(format -> new Link(name(format), Links.report(service, hardwareClass, format)))
        .toList();
  }

  static List<Link> ofFleet() {
    return of("", "");
  }

  private static String name(String format) {
    return format.equals("focus") ? "FOCUS CSV" : format.toUpperCase(Locale.ROOT);
  }
}
