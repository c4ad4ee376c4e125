package dev.cowbell.api.server.page;

import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.FamilyId;
import dev.cowbell.api.server.fleet.FleetViews;
import dev.cowbell.api.server.fleet.Host;
import dev.cowbell.api.server.fleet.Worker;
import dev.cowbell.api.server.history.HistoryViews;
import dev.cowbell.api.server.overview.FleetNow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;

/**
 * {@code /hosts/ID} and {@code /hosts/ID/families/PID-START}: one host, and one of its families.
 */
@Path("/hosts/{id}")
@RunOnVirtualThread
public class HostPage {
  private static final int MOST_WORKERS = 150;

  private final FleetViews fleet;
  private final HistoryViews history;
  private final FleetNow now;
  private final String version;

  HostPage(
      FleetViews fleet,
      HistoryViews history,
      FleetNow now,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.fleet = fleet;
    this.history = history;
    this.now = now;
    this.version = version;
  }

  @GET
  @Produces(Html.TYPE)
  public String host(@RestPath String id) {
    Host host = fleet.host(id);
    Optional<HostView.Past> past =
        history
            .window(host)
            .map(
                window ->
                    new HostView.Past(
                        window, history.host(id, window), history.happenings(id, window)));
    return Templates.host(
            HostView.of(
                host,
                host.lastTickAt().filter(at -> at.isBefore(now.silentSince())).isPresent(),
                fleet.familiesOfHost(id),
                fleet.workersOfHost(id),
                past,
                version))
        .render();
  }

  @GET
  @Path("/families/{family}")
  @Produces(Html.TYPE)
  public String family(@RestPath String id, @RestPath String family) {
    Host host = fleet.host(id);
    Family found =
        fleet.familiesOfHost(id).stream()
            .filter(f -> name(f.id()).equals(family))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "host %s had no family %s at its last tick: its master may have ended or been replaced"
                            .formatted(host.hostname(), family)));
    List<Worker> workers =
        fleet.workersOfHost(id).stream().filter(w -> w.family().equals(found.id())).toList();
    return Templates.family(
            FamilyView.of(
                host,
                found,
                FamilyPanel.of(found, workers, MOST_WORKERS),
                history
                    .window(host)
                    .flatMap(w -> HostFigures.family(w, history.family(found.id(), w))),
                history.happenings(found.id()),
                version))
        .render();
  }

  private static String name(FamilyId id) {
    return id.masterPid() + "-" + id.masterStartTicks();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance host(HostView view);

    static native TemplateInstance family(FamilyView view);
  }
}
