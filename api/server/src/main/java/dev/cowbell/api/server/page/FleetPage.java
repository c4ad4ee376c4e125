package dev.cowbell.api.server.page;

import dev.cowbell.api.server.overview.FleetNow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /}: what sharing loss costs the fleet, where, and what is being done about it. */
@Path("/")
@RunOnVirtualThread
public class FleetPage {
  private final FleetNow fleet;
  private final String version;
  private final AtomicReference<Rendered> last =
      new AtomicReference<>(new Rendered(Instant.MAX, ""));

  FleetPage(FleetNow fleet, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.version = version;
  }

  /** As good as new until the fleet is gathered anew. */
  @GET
  @Produces(Html.TYPE)
  public String page() {
    FleetNow.Snapshot now = fleet.snapshot();
    Rendered held = last.get();
    if (!held.at().equals(now.at())) {
      held =
          new Rendered(
              now.at(), Templates.fleet(FleetView.of(now, fleet.silentSince(), version)).render());
      last.set(held);
    }
    return held.html();
  }

  private record Rendered(Instant at, String html) {}

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance fleet(FleetView view);
  }
}
