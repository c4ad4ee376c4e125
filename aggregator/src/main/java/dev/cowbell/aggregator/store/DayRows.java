package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.experiment.ArmSums;
import dev.cowbell.aggregator.experiment.HostSums;
import dev.cowbell.aggregator.experiment.PolicyInForce;
import dev.cowbell.aggregator.savings.ArmScale;
import dev.cowbell.aggregator.savings.ClassScale;
import dev.cowbell.aggregator.savings.Figure;
import dev.cowbell.aggregator.savings.HostFigures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of whole days as the values that decisions know. */
final class DayRows {

  /** The bucket that holds each host's own mix of ages. */
  private static final int OWN_MIX = -1;

  private DayRows() {}

  /** What hosts showed at each worker age, to be put to what they ran. */
  static final class HostAges {

    private record HostOnDay(String host, long day, String arm) {}

    private final Map<HostOnDay, List<HostFigures.OfAge>> ages = new HashMap<>();

    void add(ResultSet row) throws SQLException {
      ages.computeIfAbsent(key(row), key -> new ArrayList<>())
          .add(
              new HostFigures.OfAge(
                  row.getInt(4), row.getLong(5), row.getDouble(6), row.getDouble(7)));
    }

    /** What one host showed of one arm on one day. */
    HostFigures figures(ResultSet row) throws SQLException {
      HostOnDay key = key(row);
      String policy = row.getString(4);
      return new HostFigures(
          key.host(),
          key.day(),
          key.arm(),
          policy == null
              ? new PolicyInForce.Unavailable("not read on that day")
              : new PolicyInForce.Seen(policy),
          ages.getOrDefault(key, List.of()));
    }

    private static HostOnDay key(ResultSet row) throws SQLException {
      return new HostOnDay(row.getString(1), row.getLong(2), row.getString(3));
    }
  }

  /** Services on classes, gathered from rows of their arms. */
  static final class Arms {

    private record Found(ServiceDays.SeenArm arm, long ticks, double expected) {}

    private record Key(ServiceOnClass about, int serviceKey, int classKey, ClassScale scale) {}

    private final Map<Key, Map<String, Found>> found = new LinkedHashMap<>();

    void add(ResultSet row) throws SQLException {
      Key key =
          new Key(
              new ServiceOnClass(row.getString(1), row.getString(2)),
              row.getInt(3),
              row.getInt(4),
              new ClassScale(row.getString(5), row.getLong(6)));
      List<Long> days = List.of((Long[]) row.getArray(9).getArray());
      found
          .computeIfAbsent(key, k -> new TreeMap<>())
          .put(
              row.getString(7),
              new Found(
                  new ServiceDays.SeenArm(
                      row.getInt(8),
                      row.getLong(10),
                      days,
                      new ArmScale(row.getInt(11), row.getDouble(12)),
                      row.getBoolean(15)),
                  row.getLong(13),
                  row.getDouble(14)));
    }

    List<ServiceDays> services() {
      return found.entrySet().stream().map(one -> service(one.getKey(), one.getValue())).toList();
    }

    /** An arm that was not seen on the service's last day has no size any more. */
    private static ServiceDays service(Key key, Map<String, Found> arms) {
      long last =
          arms.values().stream().mapToLong(arm -> arm.arm().days().getLast()).max().orElseThrow();
      Map<String, ServiceDays.SeenArm> seen = new TreeMap<>();
      double ticks = 0;
      double expected = 0;
      for (Map.Entry<String, Found> one : arms.entrySet()) {
        ServiceDays.SeenArm arm = one.getValue().arm();
        boolean there = arm.days().getLast() == last;
        ticks += there ? one.getValue().ticks() : 0;
        expected += there ? one.getValue().expected() : 0;
        seen.put(
            one.getKey(),
            there
                ? arm
                : new ServiceDays.SeenArm(
                    arm.armKey(), arm.firstDay(), arm.days(), ArmScale.NONE, arm.simulated()));
      }
      return new ServiceDays(
          key.about(),
          key.serviceKey(),
          key.classKey(),
          key.scale(),
          seen,
          expected > 0 ? Math.min(1, ticks / expected) : 0);
    }
  }

  /** Sums over hosts, gathered from rows of arms, days and ages. */
  static final class Sums {

    private static final class Day {
      final Map<Figure, Map<Integer, HostSums>> byAge = new EnumMap<>(Figure.class);
      final Map<Figure, HostSums> ownMix = new EnumMap<>(Figure.class);
      final Map<Integer, Double> weights = new TreeMap<>();
    }

    private final Map<String, Map<Long, Day>> arms = new HashMap<>();

    void add(ResultSet row) throws SQLException {
      Day day =
          arms.computeIfAbsent(row.getString(1), arm -> new TreeMap<>())
              .computeIfAbsent(row.getLong(2), at -> new Day());
      int age = row.getInt(3);
      int hosts = row.getInt(4);
      if (age != OWN_MIX) {
        day.weights.put(age, row.getDouble(5));
      }
      for (Figure figure : Figure.values()) {
        int column = firstColumn(figure);
        HostSums sums = new HostSums(hosts, row.getDouble(column), row.getDouble(column + 1));
        if (age == OWN_MIX) {
          day.ownMix.put(figure, sums);
        } else {
          day.byAge.computeIfAbsent(figure, f -> new TreeMap<>()).put(age, sums);
        }
      }
    }

    private static int firstColumn(Figure figure) {
      return switch (figure) {
        case LOSS -> 6;
        case GROWTH -> 8;
        case FOOTPRINT -> 10;
      };
    }

    /** An arm's days; a day without a host's own mix has no readings. */
    Map<Long, Map<Figure, ArmSums>> of(String arm) {
      Map<Long, Map<Figure, ArmSums>> days = new TreeMap<>();
      arms.getOrDefault(arm, Map.of())
          .forEach(
              (at, day) -> {
                Map<Figure, ArmSums> figures = new EnumMap<>(Figure.class);
                day.ownMix.forEach(
                    (figure, own) ->
                        figures.put(
                            figure,
                            new ArmSums(
                                day.byAge.getOrDefault(figure, Map.of()), day.weights, own)));
                if (!figures.isEmpty()) {
                  days.put(at, figures);
                }
              });
      return days;
    }
  }
}
