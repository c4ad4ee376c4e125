package dev.cowbell.aggregator.hardware;

import java.util.List;
import java.util.Map;

/**
 * When servers of a generation came out: launch years as the vendors' product pages state them
 * (Intel ARK, AMD EPYC, Arm Neoverse announcements and the first instances built of them).
 */
public final class ReleaseYears {
  /** Of a generation that is not listed: it waits for all that are. */
  public static final int UNKNOWN = 9999;

  private static final Map<Integer, List<String>> GENERATIONS =
      Map.ofEntries(
          Map.entry(2009, List.of("Nehalem")),
          Map.entry(2010, List.of("Westmere")),
          Map.entry(2011, List.of("Sandy Bridge", "Bulldozer")),
          Map.entry(2012, List.of("Sandy Bridge-EP", "Ivy Bridge", "Piledriver")),
          Map.entry(2013, List.of("Ivy Bridge-EP", "Haswell")),
          Map.entry(2014, List.of("Haswell-EP", "Broadwell", "Steamroller")),
          Map.entry(2015, List.of("Broadwell-DE", "Skylake", "Excavator")),
          Map.entry(2016, List.of("Broadwell-EP", "Knights Landing")),
          Map.entry(
              2017,
              List.of(
                  "Skylake-SP", "Knights Mill", "Zen", "Zen or Zen+", "Kaby Lake or Coffee Lake")),
          Map.entry(2018, List.of("Cortex-A72", "ThunderX2", "Zen+")),
          Map.entry(2019, List.of("Cascade Lake", "Zen 2", "Kunpeng 920", "A64FX")),
          Map.entry(2020, List.of("Cooper Lake", "Neoverse N1", "Comet Lake")),
          Map.entry(2021, List.of("Ice Lake-SP", "Zen 3", "Rocket Lake", "Alder Lake")),
          Map.entry(2022, List.of("Ice Lake-D", "Neoverse V1", "Zen 4", "Raptor Lake")),
          Map.entry(2023, List.of("Sapphire Rapids", "Emerald Rapids", "Zen 4c", "Ampere-1")),
          Map.entry(
              2024,
              List.of(
                  "Granite Rapids",
                  "Sierra Forest",
                  "Zen 5",
                  "Neoverse V2",
                  "Neoverse N2",
                  "Azure Cobalt 100",
                  "Arrow Lake")));

  private ReleaseYears() {}

  /** The year of a generation, or {@link #UNKNOWN}. */
  public static int of(String generation) {
    return GENERATIONS.entrySet().stream()
        .filter(year -> year.getValue().contains(generation))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(UNKNOWN);
  }
}
