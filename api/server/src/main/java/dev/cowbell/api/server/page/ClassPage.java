package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.DecisionViews;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.HardwareClass;
import dev.cowbell.api.server.overview.FleetNow;
import dev.cowbell.api.server.report.Report;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /classes/NAME}: what runs on hosts that are alike, and what it could save there. */
@Path("/classes/{name:.+}")
@RunOnVirtualThread
public class ClassPage {
  private static final int MOST_HOSTS = 25;

  private final FleetViews fleet;
  private final FleetNow now;
  private final DecisionViews decisions;
  private final String version;

  ClassPage(
      FleetViews fleet,
      FleetNow now,
      DecisionViews decisions,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.now = now;
    this.decisions = decisions;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String page(@RestPath String name) {
    HardwareClass hardwareClass = fleet.hardwareClass(name);
    Report report = now.snapshot().report().only(hardwareClass);
    return Templates.hardwareClass(
            ClassView.of(
                hardwareClass,
                report,
                decisions.totals("", name),
                fleet.hostsAfter(name, "", MOST_HOSTS),
                now.silentSince(),
                version))
        .render();
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance hardwareClass(ClassView view);
  }
}
