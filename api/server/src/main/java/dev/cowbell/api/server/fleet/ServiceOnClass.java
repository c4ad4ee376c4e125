package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.call.Refusal;
import java.util.List;

/** A service on one hardware class: figures are never pooled across classes. */
public record ServiceOnClass(String service, String hardwareClass) {
  /**
   * The class that was asked for, or the only one there is.
   *
   * @param asked the class asked for; empty where none was named
   * @param classes classes on which the service runs
   */
  public static ServiceOnClass choose(String service, String asked, List<String> classes) {
    if (!asked.isEmpty()) {
      return chosen(service, asked, classes);
    }
    return switch (classes.size()) {
      case 0 -> throw Refusal.notFound("nothing has been measured of service " + service + " yet");
      case 1 -> new ServiceOnClass(service, classes.getFirst());
      default ->
          throw Refusal.invalid(
              "hardware_class",
              "hardware_class is required: service %s runs on several, and they are never pooled: %s"
                  .formatted(service, String.join("; ", classes)));
    };
  }

  private static ServiceOnClass chosen(String service, String asked, List<String> classes) {
    if (!classes.contains(asked)) {
      throw Refusal.notFound(
          "service %s does not run on hardware class %s; it runs on: %s"
              .formatted(service, asked, String.join("; ", classes)));
    }
    return new ServiceOnClass(service, asked);
  }
}
