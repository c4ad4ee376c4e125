package dev.cowbell.api.server.page;

import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.overview.FleetNow;
import dev.cowbell.api.server.report.Opportunity;
import dev.cowbell.api.server.report.RankRow;
import dev.cowbell.api.server.report.Report;
import dev.cowbell.api.server.report.ServiceReport;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /services[?page=N]}: every service on every class, by what sharing loss costs it. */
@Path("/services")
@RunOnVirtualThread
public class ServicesPage {
  private static final int ROWS = 100;

  private final FleetNow fleet;
  private final String version;

  ServicesPage(
      FleetNow fleet, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String page(@RestQuery @DefaultValue("1") String page) {
    Report report = fleet.snapshot().report();
    List<RankRow> ranking = RankRow.of(Opportunity.ranked(report.sections()));
    int number = number(page, ranking.size());
    int from = (number - 1) * ROWS;
    return Templates.services(
            ranking.stream().skip(from).limit(ROWS).map(FleetView.Ranked::of).toList(),
            unread(report, ranking),
            number > 1 ? "/services?page=" + (number - 1) : "",
            from + ROWS < ranking.size() ? "/services?page=" + (number + 1) : "",
            report.simulated(),
            version)
        .render();
  }

  private static int number(String page, int rows) {
    try {
      int number = Integer.parseInt(page);
      if (number >= 1 && (number - 1) * (long) ROWS < Math.max(1, rows)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refused(page, e);
    }
    throw refused(page, new IllegalArgumentException("beyond the last"));
  }

  private static Refusal refused(String page, IllegalArgumentException cause) {
    Refusal refusal = Refusal.notFound("there is no page " + page + " of the services");
    refusal.initCause(cause);
    return refusal;
  }

  /** Services none of whose workers could be read: they have no place in the ranking. */
  private static List<Link> unread(Report report, List<RankRow> ranking) {
    Set<ServiceOnClass> ranked = ranking.stream().map(RankRow::scope).collect(Collectors.toSet());
    return report.sections().stream()
        .map(ServiceReport::scope)
        .filter(scope -> !ranked.contains(scope))
        .limit(ROWS)
        .map(scope -> new Link(scope.service(), Links.service(scope)))
        .toList();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance services(
        List<FleetView.Ranked> ranking,
        List<Link> unread,
        String before,
        String behind,
        boolean simulated,
        String version);
  }
}
