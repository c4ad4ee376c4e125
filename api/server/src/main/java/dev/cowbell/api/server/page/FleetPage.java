package dev.cowbell.api.server.page;

import dev.cowbell.api.server.overview.FleetNow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /}: what sharing loss costs the fleet, where, and what is being done about it. */
@Path("/")
@RunOnVirtualThread
public class FleetPage {
  private final FleetNow fleet;
  private final String version;

  FleetPage(FleetNow fleet, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String page() {
    return Templates.fleet(FleetView.of(fleet.snapshot(), fleet.silentSince(), version)).render();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance fleet(FleetView view);
  }
}
