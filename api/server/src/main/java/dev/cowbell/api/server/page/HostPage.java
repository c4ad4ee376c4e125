package dev.cowbell.api.server.page;

import dev.cowbell.api.server.fleet.FleetViews;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /hosts/ID}: families and workers of one host at its last tick. */
@Path("/hosts/{id}")
@RunOnVirtualThread
public class HostPage {
  private final FleetViews fleet;
  private final String version;

  HostPage(FleetViews fleet, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String host(@RestPath String id) {
    HostView view =
        HostView.of(fleet.host(id), fleet.familiesOfHost(id), fleet.workersOfHost(id), version);
    return Templates.host(view).render();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance host(HostView view);
  }
}
