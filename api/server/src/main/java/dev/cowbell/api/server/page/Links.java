package dev.cowbell.api.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.api.server.fleet.FamilyId;
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

  static String hardwareClass(String name) {
    return "/classes/" + encoded(name);
  }

  static String experiment(ServiceOnClass scope, String treatment) {
    return "/experiments/"
        + encoded(scope.service())
        + "?class="
        + encoded(scope.hardwareClass())
        + "&arm="
        + encoded(treatment);
  }

  static String recommendation(String id) {
    return "/recommendations/" + encoded(id);
  }

  static String host(String hostId) {
    return "/hosts/" + encoded(hostId);
  }

  static String hostsOf(String hardwareClass) {
    return "/hosts?class=" + encoded(hardwareClass);
  }

  static String hostsAfter(String hardwareClass, String hostId) {
    return "/hosts?class=" + encoded(hardwareClass) + "&after=" + encoded(hostId);
  }

  static String plan(String service, String hardwareClass) {
    return "/plan?service=" + encoded(service) + "&class=" + encoded(hardwareClass);
  }

  static String family(FamilyId family) {
    return "%s/families/%d-%d"
        .formatted(host(family.hostId()), family.masterPid(), family.masterStartTicks());
  }

  static String report(String service, String hardwareClass, String format) {
    return "/report?service="
        + encoded(service)
        + "&class="
        + encoded(hardwareClass)
        + "&format="
        + format;
  }

  /** A space as %20: in a path a plus sign is a plus sign. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
