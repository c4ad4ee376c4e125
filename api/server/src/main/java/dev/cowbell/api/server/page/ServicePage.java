package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.DecisionViews;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.history.HistoryViews;
import dev.cowbell.api.server.report.ChartFigure;
import dev.cowbell.api.server.report.Reports;
import dev.cowbell.api.server.report.SectionView;
import dev.cowbell.api.server.report.ServiceReport;
import dev.cowbell.api.server.report.TotalRow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /services/NAME[?class=NAME]}: what the report says, over time besides, with ways on. */
@Path("/services/{name:.+}")
@RunOnVirtualThread
public class ServicePage {
  private static final int MOST_HOSTS = 60;
  private static final int SAMPLE_HOSTS = 5;

  private final Reports reports;
  private final FleetViews fleet;
  private final HistoryViews history;
  private final DecisionViews decisions;
  private final String version;

  ServicePage(
      Reports reports,
      FleetViews fleet,
      HistoryViews history,
      DecisionViews decisions,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.reports = reports;
    this.fleet = fleet;
    this.history = history;
    this.decisions = decisions;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String service(
      @RestPath String name, @RestQuery("class") @DefaultValue("") String hardwareClass) {
    List<String> classes = fleet.classesOf(name);
    if (hardwareClass.isEmpty() && classes.size() > 1) {
      return Templates.choice(name, links(name, classes), version).render();
    }
    ServiceReport section = reports.of(name, hardwareClass);
    return Templates.service(
            SectionView.of(section, ""),
            footprint(section).stream().toList(),
            decisions.collectorTime(section.scope()).stream().map(CollectorRow::of).toList(),
            TotalRow.of(
                decisions.totals(section.scope().service(), section.scope().hardwareClass())),
            ServiceWays.of(section, classes, MOST_HOSTS))
        .render();
  }

  /** Over the time that some of its hosts have been heard of, a day at most. */
  private Optional<ChartFigure> footprint(ServiceReport section) {
    return history
        .window(section.hosts().stream().limit(SAMPLE_HOSTS).toList())
        .flatMap(
            window ->
                FootprintFigure.of(section, window, history.footprints(section.scope(), window)));
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
        SectionView view,
        List<ChartFigure> footprint,
        List<CollectorRow> collector,
        List<TotalRow> totals,
        ServiceWays ways);

    static native TemplateInstance choice(String name, List<Link> classes, String version);
  }
}
