package dev.cowbell.api.server.page;

import dev.cowbell.api.server.fleet.ServiceOnClass;
import dev.cowbell.api.server.report.ServiceReport;
import java.util.List;

/** Where a reader can go from a service. */
public record ServiceWays(
    List<Link> downloads,
    String plan,
    List<Link> experiments,
    List<Link> recommendations,
    List<Link> hosts,
    int moreHosts,
    Link hardwareClass,
    List<Link> otherClasses) {
  static ServiceWays of(ServiceReport section, List<String> classes, int mostHosts) {
    ServiceOnClass scope = section.scope();
    return new ServiceWays(
        Downloads.of(scope.service(), scope.hardwareClass()),
        Links.plan(scope.service(), scope.hardwareClass()),
        section.savings().stream()
            .map(
                s ->
                    new Link(
                        s.treatment() + " against " + s.control(),
                        Links.experiment(scope, s.treatment())))
            .toList(),
        section.recommendations().stream().map(r -> StageTrack.of(r).link()).toList(),
        section.hosts().stream()
            .limit(mostHosts)
            .map(host -> new Link(host.hostname(), Links.host(host.hostId())))
            .toList(),
        Math.max(0, section.hosts().size() - mostHosts),
        new Link(scope.hardwareClass(), Links.hardwareClass(scope.hardwareClass())),
        classes.stream()
            .filter(c -> !c.equals(scope.hardwareClass()))
            .map(c -> new Link(c, Links.service(new ServiceOnClass(scope.service(), c))))
            .toList());
  }
}
