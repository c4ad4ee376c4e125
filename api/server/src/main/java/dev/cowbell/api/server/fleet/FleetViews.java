package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.call.Page;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.Fresh;
import dev.cowbell.api.server.database.Query;
import dev.cowbell.api.server.database.Views;
import dev.cowbell.api.server.listing.ListRequest;
import dev.cowbell.api.server.listing.MemoryList;
import dev.cowbell.api.server.listing.SqlList;
import java.util.List;

/** Reads what is out there. */
public final class FleetViews {
  private final Views views;
  private final Fresh<List<Service>> services;
  private final Fresh<List<HardwareClass>> hardwareClasses;

  public FleetViews(Views views) {
    this.views = views;
    services = new Fresh<>(() -> views.list(Query.of(Service.ALL), Service::read));
    hardwareClasses =
        new Fresh<>(() -> views.list(Query.of(HardwareClass.ALL), HardwareClass::read));
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
    return views.list(Query.of(Host.ONE, hostId), Host::read).stream()
        .findFirst()
        .orElseThrow(
            () -> Refusal.notFound("no host has the id " + hostId + "; ListHosts names them"));
  }

  /** Whether a service is known. */
  public boolean knows(String service) {
    return !views.list(Query.of(Service.KNOWN, service), row -> row.text("name")).isEmpty();
  }

  /** Hardware classes on which a service runs, or, where it runs on none now, on which it ran. */
  public List<String> classesOf(String service) {
    List<String> now = classes(Service.CLASSES, service);
    return now.isEmpty() ? classes(Service.PAST_CLASSES, service) : now;
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
