package dev.cowbell.api.server.page;

import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.Service;
import dev.cowbell.api.server.listing.ListRequest;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /}: hosts, services and hardware classes. */
@Path("/")
@RunOnVirtualThread
public class OverviewPage {
  private static final int MOST_ROWS = 1000;

  private final FleetViews fleet;
  private final Clock clock;
  private final String version;

  OverviewPage(
      FleetViews fleet,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.clock = clock;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String overview() {
    var services = fleet.services(ListRequest.first(Service.LISTING, MOST_ROWS));
    var hosts = fleet.hosts(ListRequest.first(Host.LISTING, MOST_ROWS));
    var classes = fleet.hardwareClasses(ListRequest.first(HardwareClass.LISTING, MOST_ROWS));
    boolean truncated = !(services.nextToken() + hosts.nextToken() + classes.nextToken()).isEmpty();
    OverviewView view =
        OverviewView.of(
            services.rows(), hosts.rows(), classes.rows(), truncated, clock.instant(), version);
    return Templates.overview(view).render();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance overview(OverviewView view);
  }
}
