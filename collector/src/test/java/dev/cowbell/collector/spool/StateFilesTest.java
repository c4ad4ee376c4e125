package dev.cowbell.collector.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateFilesTest {

  @Test
  void state_isReadAsWritten() {
    SpoolState state =
        new SpoolState(
            7,
            -3,
            12,
            900,
            880,
            List.of(new Settled.Range(883, 885)),
            List.of(new Loss(Loss.Reason.REFUSED, 2, 10, 20)),
            new TreeMap<>(Map.of(890L, List.of(new Loss(Loss.Reason.CORRUPT, 1, 5, 5)))));
    byte[] bytes = state.encode();
    assertThat(SpoolState.decode(bytes, bytes.length)).contains(state);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      assertThat(SpoolState.decode(damaged, damaged.length)).as("byte %s", i).isEmpty();
      assertThat(SpoolState.decode(bytes, i)).as("cut at %s", i).isEmpty();
    }
  }

  @Test
  void powerCut_leavesAtLeastTheLastDurableState() throws IOException {
    for (int seed = 0; seed < 400; seed++) {
      FaultyFolder folder = new FaultyFolder(seed);
      Random random = new Random(seed);
      long durable = 0;
      StateFiles files = new StateFiles(folder);
      int writes = 1 + random.nextInt(12);
      for (int generation = 1; generation <= writes; generation++) {
        boolean durably = generation == 1 || random.nextInt(4) == 0;
        files.write(state(generation), durably);
        durable = durably ? generation : durable;
      }
      folder.powerCut();
      Optional<SpoolState> found = new StateFiles(folder).load();
      assertThat(found.orElseThrow().generation())
          .as("seed %s", seed)
          .isBetween(durable, (long) writes);
    }
  }

  private static SpoolState state(long generation) {
    return new SpoolState(generation, 1, 1, 0, 0, List.of(), List.of(), new TreeMap<>());
  }
}
