package dev.cowbell.api.server.page;

import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.report.Reports;
import dev.cowbell.api.server.report.SectionView;
import dev.cowbell.api.server.report.ServiceReport;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /services/NAME}: what the report says, with ways on. */
@Path("/services/{name}")
@RunOnVirtualThread
public class ServicePage {
  private final Reports reports;
  private final FleetViews fleet;
  private final String version;

  ServicePage(
      Reports reports,
      FleetViews fleet,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.reports = reports;
    this.fleet = fleet;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String service(
      @RestPath String name, @RestQuery("class") @DefaultValue("") String hardwareClass) {
    List<String> classes = fleet.classesOf(name);
    if (hardwareClass.isEmpty() && classes.size() > 1) {
      return Templates.classes(name, links(name, classes), version).render();
    }
    ServiceReport report = reports.of(name, hardwareClass);
    return Templates.service(
            SectionView.of(report, ""),
            Links.report(report.scope()),
            report.hosts().stream().map(ServicePage::link).toList(),
            classes.size() > 1 ? links(name, classes) : List.of())
        .render();
  }

  private static Link link(Host host) {
    return new Link(host.hostname(), Links.host(host.hostId()));
  }

  private static List<Link> links(String service, List<String> classes) {
    return classes.stream()
        .map(c -> new Link(c, Links.service(new ServiceOnClass(service, c))))
        .toList();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance service(
        SectionView view, String report, List<Link> hosts, List<Link> classes);

    static native TemplateInstance classes(String name, List<Link> classes, String version);
  }
}
