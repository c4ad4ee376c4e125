package dev.cowbell.api.server.page;

import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.overview.FleetNow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /hosts[?class=NAME][&after=ID]}: hosts by id, a hundred at a time. */
@Path("/hosts")
@RunOnVirtualThread
public class HostsPage {
  private static final int ROWS = 100;

  private final FleetViews fleet;
  private final FleetNow now;
  private final String version;

  HostsPage(
      FleetViews fleet,
      FleetNow now,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.now = now;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String page(
      @RestQuery("class") @DefaultValue("") String hardwareClass,
      @RestQuery @DefaultValue("") String after) {
    if (!Asked.optional("class", hardwareClass).isEmpty()) {
      fleet.hardwareClass(hardwareClass);
    }
    List<Host> fetched = fleet.hostsAfter(hardwareClass, Asked.optional("after", after), ROWS + 1);
    List<Host> shown = fetched.subList(0, Math.min(ROWS, fetched.size()));
    return Templates.hosts(
            shown.stream().map(host -> HostRow.of(host, now.silentSince())).toList(),
            hardwareClass,
            after.isEmpty() ? "" : Links.hostsOf(hardwareClass),
            fetched.size() > ROWS ? Links.hostsAfter(hardwareClass, shown.getLast().hostId()) : "",
            version)
        .render();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance hosts(
        List<HostRow> hosts, String hardwareClass, String first, String behind, String version);
  }
}
