package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.Reload;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;

/** A reload, as a row. */
public record ReloadRow(
    String at,
    Link host,
    String arm,
    String workers,
    String ready,
    Quantity availableBefore,
    Quantity availableLowest,
    boolean simulated) {
  static ReloadRow of(Reload reload) {
    return new ReloadRow(
        Words.moment(reload.seenAt()),
        new Link(reload.hostId(), Links.host(reload.hostId())),
        reload.arm(),
        reload.workersBefore() + " → " + reload.workersAfter(),
        ready(reload),
        Bytes.of(reload.availableBefore()),
        Bytes.of(reload.availableLowest()),
        reload.simulated());
  }

  private static String ready(Reload reload) {
    return switch (reload.readyMillis()) {
      case Figure.Known(long millis) -> Words.age(millis / 1000.0);
      case Figure.Missing _ ->
          switch (reload.backMillis()) {
            case Figure.Known(long millis) ->
                "workers back after " + Words.age(millis / 1000.0) + ", readiness not known";
            case Figure.Missing missing -> Bytes.of(missing).text();
          };
    };
  }
}
