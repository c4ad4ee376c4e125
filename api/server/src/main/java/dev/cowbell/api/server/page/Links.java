package dev.cowbell.api.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.net.URLEncoder;

/** Addresses of pages; names may hold any character. */
final class Links {
  private Links() {}

  static String service(String name) {
    return "/services/" + encoded(name);
  }

  static String service(ServiceOnClass scope) {
    return service(scope.service()) + "?class=" + encoded(scope.hardwareClass());
  }

  static String report(ServiceOnClass scope) {
    return "/report?service="
        + encoded(scope.service())
        + "&class="
        + encoded(scope.hardwareClass());
  }

  static String host(String hostId) {
    return "/hosts/" + encoded(hostId);
  }

  /** A space as %20: in a path a plus sign is a plus sign. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
