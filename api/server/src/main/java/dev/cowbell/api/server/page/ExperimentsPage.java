package dev.cowbell.api.server.page;

import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.decision.DecisionViews;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.overview.FleetNow;
import dev.cowbell.api.server.report.Reports;
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

/**
 * {@code /experiments} and {@code /experiments/SERVICE?class=NAME&arm=NAME}: two arms of a service
 * on one class held against each other.
 */
@Path("/experiments")
@RunOnVirtualThread
public class ExperimentsPage {
  private static final int MOST_ROWS = 100;

  private final Reports reports;
  private final FleetNow fleet;
  private final DecisionViews decisions;
  private final String version;

  ExperimentsPage(
      Reports reports,
      FleetNow fleet,
      DecisionViews decisions,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.reports = reports;
    this.fleet = fleet;
    this.decisions = decisions;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String all() {
    List<Saving> savings =
        fleet.snapshot().report().sections().stream()
            .flatMap(section -> section.savings().stream())
            .toList();
    return Templates.experiments(
            savings.stream().limit(MOST_ROWS).map(ExperimentRow::of).toList(),
            Math.max(0, savings.size() - MOST_ROWS),
            version)
        .render();
  }

  @GET
  @Path("/{service:.+}")
  @Produces(Html.TYPE)
  public String one(
      @RestPath String service,
      @RestQuery("class") @DefaultValue("") String hardwareClass,
      @RestQuery @DefaultValue("") String arm) {
    ServiceReport section = reports.of(service, hardwareClass);
    ServiceOnClass scope = section.scope();
    if (!arm.isEmpty() && !section.armNames().contains(arm)) {
      throw Refusal.notFound(
          "no arm of %s on %s is called %s; there are: %s"
              .formatted(
                  scope.service(),
                  scope.hardwareClass(),
                  arm,
                  String.join(", ", section.armNames())));
    }
    return Templates.experiment(
            ExperimentView.of(
                section,
                arm,
                decisions.ownMixes(scope),
                decisions.pairs(scope),
                decisions.ledger(scope),
                version))
        .render();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance experiments(
        List<ExperimentRow> experiments, int more, String version);

    static native TemplateInstance experiment(ExperimentView view);
  }
}
