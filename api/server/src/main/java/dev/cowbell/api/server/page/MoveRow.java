package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.StageMove;
import dev.cowbell.api.server.figure.Words;
import java.util.List;
import java.util.Locale;

/** A move of a stage, as a row. */
public record MoveRow(
    String at, String move, boolean stopped, List<String> because, String rests, String unjudged) {
  static MoveRow of(StageMove move) {
    return new MoveRow(
        Words.moment(move.at()),
        words(move.before()) + " → " + words(move.after()),
        move.after().equals("HELD") || move.after().equals("ROLLED_BACK"),
        move.because(),
        "%d of %s had it; %d of %s clean%s"
            .formatted(
                move.treatedHosts(),
                Words.count(move.hosts(), "host"),
                move.cleanReloads(),
                Words.count(move.reloads(), "reload"),
                move.operator().map(name -> "; asked for by " + name).orElse("")),
        move.unjudged().isEmpty() ? "" : "Not judged: " + String.join(", ", move.unjudged()));
  }

  private static String words(String stage) {
    return stage.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
