package dev.cowbell.api.server.page;

import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.call.Turns;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.export.PlanFile;
import dev.cowbell.api.server.overview.FleetNow;
import dev.cowbell.api.server.planning.Plans;
import dev.cowbell.api.server.report.Forecast;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code /plan[?months=…&growth=…]}: how many hosts, how much money, by when, if things were
 * otherwise. The address holds the whole question, so that it can be sent to somebody; with {@code
 * format=csv} the same plan comes as a table.
 */
@Path("/plan")
@RunOnVirtualThread
public class PlanPage {
  private final Plans plans;
  private final FleetNow fleet;
  private final String version;

  PlanPage(
      Plans plans,
      FleetNow fleet,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.plans = plans;
    this.fleet = fleet;
    this.version = version;
  }

  @GET
  public Response page(@Context UriInfo address) {
    PlanForm given = PlanForm.of(address.getQueryParameters());
    boolean table = "csv".equals(address.getQueryParameters().getFirst("format"));
    Optional<Range> measured =
        given.blank() ? fleet.snapshot().report().forecast().growth() : Optional.empty();
    PlanForm form = given.blank() ? began(given, measured) : given;
    try {
      Plans.Answered answered = Turns.PLANS.take(() -> plans.plan(form.question()));
      if (table) {
        return csv(PlanFile.csv(answered.message()));
      }
      return html(
          Response.Status.OK,
          PlanView.of(
              form,
              growth(given.blank(), measured),
              plans.fleet(),
              answered,
              table(address),
              version));
    } catch (Refusal refusal) {
      return html(
          refusal.kind() == Refusal.Kind.NOT_FOUND
              ? Response.Status.NOT_FOUND
              : Response.Status.BAD_REQUEST,
          PlanView.refused(form, plans.fleet(), refusal.sentence(), version));
    }
  }

  private static PlanForm began(PlanForm form, Optional<Range> growth) {
    return form.growing(
        growth.map(range -> percent(range.likely())).orElse("0"),
        growth.map(range -> percent(range.low())).orElse(""),
        growth.map(range -> percent(range.high())).orElse(""),
        percent(Forecast.HEADROOM));
  }

  private static String growth(boolean began, Optional<Range> measured) {
    return !began
        ? ""
        : measured.isPresent()
            ? "Growth as measured over the last four weeks."
            : "No growth is filled in: it takes two weeks of footprints to measure it.";
  }

  private static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.2f", share * 100);
    return text.replaceAll("[.]?0+$", "");
  }

  private static String table(UriInfo address) {
    String query = address.getRequestUri().getRawQuery();
    return "/plan?" + (query == null ? "" : query + "&") + "format=csv";
  }

  private static Response csv(String file) {
    return Response.ok(file)
        .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cowbell-plan.csv\"")
        .build();
  }

  private static Response html(Response.Status status, PlanView view) {
    return Response.status(status)
        .header(HttpHeaders.CONTENT_TYPE, Html.TYPE)
        .entity(Templates.plan(view).render())
        .build();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance plan(PlanView view);
  }
}
