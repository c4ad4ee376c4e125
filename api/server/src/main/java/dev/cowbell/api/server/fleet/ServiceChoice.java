package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.Refusal;

/** Finds the service and hardware class that a request means. */
public final class ServiceChoice {
  private final FleetViews fleet;

  public ServiceChoice(FleetViews fleet) {
    this.fleet = fleet;
  }

  /** Both, or a refusal that names the field and the choices. */
  public ServiceOnClass of(String service, String hardwareClass) {
    known(Asked.required("service", service));
    Asked.optional("hardware_class", hardwareClass);
    ServiceOnClass asked = new ServiceOnClass(service, hardwareClass);
    if (!hardwareClass.isEmpty() && fleet.ranOn(asked)) {
      return asked; // Where it runs now, on all its hosts, is dearer to find out.
    }
    return ServiceOnClass.choose(service, hardwareClass, fleet.classesOf(service));
  }

  /** A service to filter by: empty for all, else one that exists. */
  public String filter(String service) {
    if (!service.isEmpty()) {
      known(Asked.required("service", service));
    }
    return service;
  }

  private void known(String service) {
    if (!fleet.knows(service)) {
      throw Refusal.notFound("no service is called " + service + "; ListServices names them");
    }
  }
}
