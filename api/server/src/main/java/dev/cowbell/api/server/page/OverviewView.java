package dev.cowbell.api.server.page;

import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What is out there, as the first page shows it. */
public record OverviewView(
    String headline,
    boolean empty,
    boolean truncated,
    List<ServiceRow> services,
    List<HostRow> hosts,
    List<ClassRow> classes,
    String version) {
  private static final Duration SILENT = Duration.ofMinutes(5);

  /** One service. */
  public record ServiceRow(
      Link link, List<String> arms, String hosts, String workers, boolean simulated) {
    static ServiceRow of(Service service) {
      return new ServiceRow(
          new Link(service.name(), Links.service(service.name())),
          service.arms(),
          Words.count(service.hostCount(), "host"),
          Words.count(service.workerCount(), "worker"),
          service.simulated());
    }
  }

  /** One host; it is silent when no tick has come for five minutes. */
  public record HostRow(
      Link link,
      String hardwareClass,
      String kernel,
      String lastTick,
      Quantity available,
      String labels,
      boolean simulated,
      boolean silent) {
    static HostRow of(Host host, Instant now) {
      return new HostRow(
          new Link(host.hostname(), Links.host(host.hostId())),
          host.hardwareClass().name(),
          host.kernel(),
          host.lastTickAt().map(Words::moment).orElse("none yet"),
          Bytes.of(host.availableBytes()),
          host.labels().entrySet().stream()
              .map(label -> label.getKey() + "=" + label.getValue())
              .collect(Collectors.joining(", ")),
          host.simulated(),
          host.lastTickAt().filter(at -> at.isBefore(now.minus(SILENT))).isPresent());
    }
  }

  /** One hardware class. */
  public record ClassRow(
      String name, String generation, String cores, Quantity memory, String hosts) {
    static ClassRow of(HardwareClass hardwareClass) {
      return new ClassRow(
          hardwareClass.name(),
          hardwareClass.generation(),
          Integer.toString(hardwareClass.cores()),
          Bytes.of(hardwareClass.memoryBytes()),
          Integer.toString(hardwareClass.hostCount()));
    }
  }

  static OverviewView of(
      List<Service> services,
      List<Host> hosts,
      List<HardwareClass> classes,
      boolean truncated,
      Instant now,
      String version) {
    return new OverviewView(
        headline(services, hosts, classes),
        hosts.isEmpty(),
        truncated,
        services.stream().map(ServiceRow::of).toList(),
        hosts.stream().map(host -> HostRow.of(host, now)).toList(),
        classes.stream().map(ClassRow::of).toList(),
        version);
  }

  private static String headline(
      List<Service> services, List<Host> hosts, List<HardwareClass> classes) {
    if (hosts.isEmpty()) {
      return "No host has reported yet.";
    }
    long workers = services.stream().mapToLong(Service::workerCount).sum();
    return "%s of %s in %s, on %s of %s."
        .formatted(
            Words.count(workers, "worker"),
            Words.count(services.size(), "service"),
            Words.count(
                services.stream().flatMap(s -> s.arms().stream()).distinct().count(), "arm"),
            Words.count(hosts.size(), "host"),
            Words.count(classes.size(), "hardware class", "hardware classes"));
  }
}
