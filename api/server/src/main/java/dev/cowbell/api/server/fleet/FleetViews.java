package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.call.PageRequest;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.database.Views;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what is out there. */
public final class FleetViews {
  private final Views views;

  public FleetViews(Views views) {
    this.views = views;
  }

  /** Hosts by id. */
  public Page<Host> hosts(PageRequest page) {
    var rows = views.list(Query.of(Host.PAGE, page.after().getFirst(), page.fetch()), Host::read);
    return page.cut(rows, host -> List.of(host.hostId()));
  }

  /** Services by name. */
  public Page<Service> services(PageRequest page) {
    var rows =
        views.list(Query.of(Service.PAGE, page.after().getFirst(), page.fetch()), Service::read);
    return page.cut(rows, service -> List.of(service.name()));
  }

  /** Hardware classes by name. */
  public Page<HardwareClass> hardwareClasses(PageRequest page) {
    var rows =
        views.list(
            Query.of(HardwareClass.PAGE, page.after().getFirst(), page.fetch()),
            HardwareClass::read);
    return page.cut(rows, hardwareClass -> List.of(hardwareClass.name()));
  }

  /** One host; refuses an unknown one. */
  public Host host(String hostId) {
    return views.list(Query.of(Host.ONE, hostId), Host::read).stream()
        .findFirst()
        .orElseThrow(
            () -> Refusal.notFound("no host has the id " + hostId + "; ListHosts names them"));
  }

  /** One service. */
  public Optional<Service> service(String name) {
    return views.list(Query.of(Service.ONE, name), Service::read).stream().findFirst();
  }

  /** Hardware classes on which a service runs, or, where it runs on none now, on which it ran. */
  public List<String> classesOf(String service) {
    List<String> now = classes(Service.CLASSES, service);
    return now.isEmpty() ? classes(Service.PAST_CLASSES, service) : now;
  }

  /** One hardware class; refuses an unknown one. */
  public HardwareClass hardwareClass(String name) {
    return views.list(Query.of(HardwareClass.ONE, name), HardwareClass::read).stream()
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "no hardware class is called " + name + "; ListHardwareClasses names them"));
  }

  /** When the newest stored tick was collected. */
  public Optional<Instant> newestTick() {
    return views
        .list(
            Query.of("SELECT max(last_tick_at) AS newest_at FROM api.host"),
            row -> row.instant("newest_at"))
        .getFirst();
  }

  /** Families that run now; an empty service or class stands for all. */
  public List<Family> matchingFamilies(String service, String hardwareClass) {
    return matching(Family.MATCHING, service, hardwareClass, Family::read);
  }

  /** Workers of those families. */
  public List<Worker> matchingWorkers(String service, String hardwareClass) {
    return matching(Worker.MATCHING, service, hardwareClass, Worker::read);
  }

  /** Hosts of those families. */
  public List<Host> matchingHosts(String service, String hardwareClass) {
    return matching(Host.MATCHING, service, hardwareClass, Host::read);
  }

  private <T> List<T> matching(
      String sql, String service, String hardwareClass, Function<Row, T> reading) {
    return views.list(Query.of(sql, service, service, hardwareClass, hardwareClass), reading);
  }

  /** Families of a host. */
  public List<Family> familiesOfHost(String hostId) {
    return views.list(Query.of(Family.OF_HOST, hostId), Family::read);
  }

  /** Workers of a host. */
  public List<Worker> workersOfHost(String hostId) {
    return views.list(Query.of(Worker.OF_HOST, hostId), Worker::read);
  }

  /** Families of a service on one hardware class. */
  public List<Family> families(ServiceOnClass scope) {
    return views.list(
        Query.of(Family.OF_SERVICE, scope.service(), scope.hardwareClass()), Family::read);
  }

  /** Workers of a service on one hardware class. */
  public List<Worker> workers(ServiceOnClass scope) {
    return views.list(
        Query.of(Worker.OF_SERVICE, scope.service(), scope.hardwareClass()), Worker::read);
  }

  /** Hosts that run a service now, on one hardware class. */
  public List<Host> hosts(ServiceOnClass scope) {
    return views.list(
        Query.of(Host.OF_SERVICE, scope.service(), scope.hardwareClass()), Host::read);
  }

  private List<String> classes(String sql, String service) {
    return views.list(Query.of(sql, service), row -> row.text("class_name"));
  }
}
