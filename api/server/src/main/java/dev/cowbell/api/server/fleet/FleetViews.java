package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.Fresh;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.listing.ListRequest;
import dev.cowbell.api.server.listing.MemoryList;
import dev.cowbell.api.server.listing.SqlList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what is out there. */
public final class FleetViews {
  private final Views views;
  private final Fresh<List<Service>> services;
  private final Fresh<List<HardwareClass>> hardwareClasses;
  private final Fresh<Map<String, List<String>>> classesByService;

  public FleetViews(Views views) {
    this.views = views;
    services = new Fresh<>(() -> views.list(Query.of(Service.ALL), Service::read));
    hardwareClasses =
        new Fresh<>(() -> views.list(Query.of(HardwareClass.ALL), HardwareClass::read));
    classesByService =
        new Fresh<>(
            () ->
                views.list(Query.of(Service.CLASSES), FleetViews::place).stream()
                    .collect(
                        Collectors.groupingBy(
                            ServiceOnClass::service,
                            Collectors.mapping(
                                ServiceOnClass::hardwareClass, Collectors.toList()))));
  }

  /** Hosts. */
  public Page<Host> hosts(ListRequest request) {
    return SqlList.page(views, Query.of(Host.ALL), request, Host::read);
  }

  /** Services, some seconds old at most. */
  public Page<Service> services(ListRequest request) {
    return new MemoryList<>(services.get(), Service::values).page(request);
  }

  /** Hardware classes, some seconds old at most. */
  public Page<HardwareClass> hardwareClasses(ListRequest request) {
    return new MemoryList<>(hardwareClasses.get(), HardwareClass::values).page(request);
  }

  /** One host; refuses an unknown one. */
  public Host host(String hostId) {
    return views.few(Query.of(Host.ONE, hostId), Host::read).stream()
        .findFirst()
        .orElseThrow(
            () -> Refusal.notFound("no host has the id " + hostId + "; ListHosts names them"));
  }

  /** Whether a service is known. */
  public boolean knows(String service) {
    return !views.few(Query.of(Service.KNOWN, service), row -> row.text("name")).isEmpty();
  }

  /** Whether readings of a service on a class were ever rolled up. */
  boolean ranOn(ServiceOnClass scope) {
    Query query = Query.of(Service.RAN_ON, scope.service(), scope.hardwareClass());
    return !views.few(query, row -> row.flag("ran")).isEmpty();
  }

  /**
   * Hardware classes on which a service ran some seconds ago at most, or, where it runs on none
   * now, on which it ran.
   */
  public List<String> classesOf(String service) {
    List<String> now = classesByService.get().getOrDefault(service, List.of());
    return now.isEmpty() ? classes(Service.PAST_CLASSES, service) : now;
  }

  /** One hardware class; refuses an unknown one. */
  public HardwareClass hardwareClass(String name) {
    return views.few(Query.of(HardwareClass.ONE, name), HardwareClass::read).stream()
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "no hardware class is called " + name + "; ListHardwareClasses names them"));
  }

  /** All hardware classes by name, as many as a page can show. */
  public List<HardwareClass> classes() {
    return views.few(Query.of(HardwareClass.BY_NAME), HardwareClass::read);
  }

  /** How many hosts there are, and how many have been silent since a moment. */
  public HostCounts hostCounts(Instant silentSince) {
    return views.few(Query.of(HostCounts.SINCE, silentSince), HostCounts::read).getFirst();
  }

  /** Hosts that have been silent since a moment, the longest silent first. */
  public List<Host> silentHosts(Instant since, int most) {
    return views.few(Query.of(Host.SILENT, since, most), Host::read);
  }

  /** Hosts by id behind one; an empty class stands for all. */
  public List<Host> hostsAfter(String hardwareClass, String hostId, int most) {
    return views.few(new Matching("", hardwareClass).query(Host.AFTER, hostId, most), Host::read);
  }

  /** Arms of which some families run another collector policy than they should. */
  public List<PolicyUndone> policiesUndone() {
    return views.list(Query.of(PolicyUndone.NOW), PolicyUndone::read);
  }

  /** When the newest stored tick was collected. */
  public Optional<Instant> newestTick() {
    return views
        .few(
            Query.of("SELECT max(last_tick_at) AS newest_at FROM api.host"),
            row -> row.instant("newest_at"))
        .getFirst();
  }

  /** Families that run now; an empty service or class stands for all. */
  public List<Family> matchingFamilies(String service, String hardwareClass) {
    return matching(Family.MATCHING, service, hardwareClass, Family::read);
  }

  /** Workers of those families, added up by service, class and arm. */
  public List<WorkerSum> matchingWorkers(String service, String hardwareClass) {
    return matching(WorkerSum.MATCHING, service, hardwareClass, WorkerSum::read);
  }

  /** Hosts of those families. */
  public List<Host> matchingHosts(String service, String hardwareClass) {
    return matching(Host.MATCHING, service, hardwareClass, Host::read);
  }

  private <T> List<T> matching(
      String sql, String service, String hardwareClass, Function<Row, T> reading) {
    return views.list(new Matching(service, hardwareClass).query(sql), reading);
  }

  /** Families of a host. */
  public List<Family> familiesOfHost(String hostId) {
    return views.few(Query.of(Family.OF_HOST, hostId), Family::read);
  }

  /** Workers of a host. */
  public List<Worker> workersOfHost(String hostId) {
    return views.few(Query.of(Worker.OF_HOST, hostId), Worker::read);
  }

  /** Families of a service on one hardware class. */
  public List<Family> families(ServiceOnClass scope) {
    return matchingFamilies(scope.service(), scope.hardwareClass());
  }

  /** Workers of a service on one hardware class, added up by arm. */
  public List<WorkerSum> workers(ServiceOnClass scope) {
    return matchingWorkers(scope.service(), scope.hardwareClass());
  }

  /** Hosts that run a service now, on one hardware class. */
  public List<Host> hosts(ServiceOnClass scope) {
    return matchingHosts(scope.service(), scope.hardwareClass());
  }

  private static ServiceOnClass place(Row row) {
    return new ServiceOnClass(row.text("service_name"), row.text("class_name"));
  }

  private List<String> classes(String sql, String service) {
    return views.few(Query.of(sql, service), row -> row.text("class_name"));
  }
}
