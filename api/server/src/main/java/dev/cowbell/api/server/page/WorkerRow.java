package dev.cowbell.api.server.page;

import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Figure;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Reasons;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.fleet.Sharing;
import dev.cowbell.api.server.fleet.Worker;
import java.util.function.ToLongFunction;

/** One worker as a row of a table. */
public record WorkerRow(
    int pid,
    String age,
    Quantity inherited,
    Quantity stillShared,
    Quantity loss,
    Quantity growth,
    Quantity pss,
    Quantity rss,
    Quantity collections,
    String readAt) {
  static WorkerRow of(Worker worker) {
    return new WorkerRow(
        worker.pid(),
        Words.age(worker.ageSeconds()),
        Bytes.of(worker.inheritedBytes()),
        sharing(worker, Sharing.Read::stillSharedBytes),
        sharing(worker, Sharing.Read::lossBytes),
        sharing(worker, Sharing.Read::growthBytes),
        Bytes.of(worker.pssBytes()),
        Bytes.of(worker.rssBytes()),
        collections(worker.fullCollections()),
        Words.moment(worker.readAt()));
  }

  private static Quantity sharing(Worker worker, ToLongFunction<Sharing.Read> figure) {
    return switch (worker.sharing()) {
      case Sharing.Read read -> Bytes.of(figure.applyAsLong(read));
      case Sharing.Unread(var reason) -> Bytes.of(new Figure.Missing(reason));
    };
  }

  private static Quantity collections(Figure collections) {
    return switch (collections) {
      case Figure.Known(long count) ->
          new Quantity(Long.toString(count), Words.count(count, "full collection"), false);
      case Figure.Missing(var reason) ->
          new Quantity(Reasons.words(reason), Reasons.sentence(reason), true);
    };
  }
}
