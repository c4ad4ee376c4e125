package dev.cowbell.api.server.page;

import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Host;
import java.time.Instant;
import java.util.stream.Collectors;

/** One host as a row of a table. */
public record HostRow(
    Link link,
    Link hardwareClass,
    String kernel,
    String lastTick,
    Quantity available,
    String labels,
    boolean simulated,
    boolean silent) {
  private static final int LONGEST_LABELS = 160;

  static HostRow of(Host host, Instant silentSince) {
    return new HostRow(
        new Link(host.hostname(), Links.host(host.hostId())),
        new Link(host.hardwareClass().name(), Links.hardwareClass(host.hardwareClass().name())),
        host.kernel(),
        host.lastTickAt().map(Words::moment).orElse("none yet"),
        Bytes.of(host.availableBytes()),
        labels(host),
        host.simulated(),
        host.lastTickAt().filter(at -> at.isBefore(silentSince)).isPresent());
  }

  private static String labels(Host host) {
    String all =
        host.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
    return all.length() <= LONGEST_LABELS ? all : all.substring(0, LONGEST_LABELS - 1) + "…";
  }
}
