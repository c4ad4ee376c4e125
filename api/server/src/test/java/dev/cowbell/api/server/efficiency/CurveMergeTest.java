package dev.cowbell.api.server.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.SparseStore;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveMergeTest {
  private final CurveMerge merge = new CurveMerge();

  @Test
  void parts_ofOneArmAndAge_addUp() {
    merge.add(part("default", 10, 3, 300, sketch(100, 3)));
    merge.add(part("default", 10, 1, 500, sketch(500, 1)));

    SharingPoint point = merge.curves().curves().getFirst().points().getFirst();

    assertThat(point.readings()).isEqualTo(4);
    assertThat(point.lossBytes()).isEqualTo(200);
  }

  @Test
  void p90_ofManyParts_isWithinOnePerCentOfTheTruth() {
    for (int from = 0; from < 1000; from += 100) {
      DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(0.01, 2048);
      IntStream.rangeClosed(from + 1, from + 100).forEach(sketch::accept);
      merge.add(part("default", 10, 100, 0, sketch));
    }

    assertThat(
            merge
                .curves()
                .curves()
                .getFirst()
                .points()
                .getFirst()
                .spreads()
                .orElseThrow()
                .loss()
                .p90())
        .isCloseTo(900, offset(9.0));
  }

  @Test
  void points_standByRisingAge_andArmsByName() {
    merge.add(part("threshold-0", 60, 1, 1, sketch(1, 1)));
    merge.add(part("default", 60, 1, 1, sketch(1, 1)));
    merge.add(part("default", 5, 1, 1, sketch(1, 1)));

    SharingCurves curves = merge.curves();

    assertThat(curves.curves())
        .extracting(SharingCurve::arm)
        .containsExactly("default", "threshold-0");
    assertThat(curves.curves().getFirst().points())
        .extracting(SharingPoint::ageFromSeconds)
        .containsExactly(5d, 60d);
  }

  @Test
  void parts_withoutAReading_makeNoPoint() {
    merge.add(part("default", 10, 0, 0, sketch(1, 1)));

    assertThat(merge.curves().curves()).isEmpty();
  }

  @Test
  void growthP90_isNeverBelowZero() {
    merge.add(part("default", 10, 2, 10, sketch(-50, 2)));

    assertThat(
            merge
                .curves()
                .curves()
                .getFirst()
                .points()
                .getFirst()
                .spreads()
                .orElseThrow()
                .growth()
                .p90())
        .isZero();
  }

  @Test
  void stored_sketches_areReadBack() {
    SketchSum sum = new SketchSum();
    sum.add(stored(sketch(100, 3)));
    sum.add(stored(sketch(0, 2)));
    sum.add(stored(sketch(500, 5)));

    assertThat(sum.spread().p10()).isZero();
    assertThat(sum.spread().p25()).isCloseTo(100, offset(1.0));
    assertThat(sum.spread().p90()).isCloseTo(500, offset(5.0));
    assertThatThrownBy(() -> sum.add(ByteBuffer.wrap(new byte[] {1, 2, 3})))
        .hasMessageContaining("not a DDSketch");
  }

  /** An independent computation: the library's own merge. Half of the sketches list their bins. */
  @Test
  void sum_isWhatTheLibraryMerges() {
    SplittableRandom random = new SplittableRandom(7);
    DDSketch merged = DDSketches.logarithmicCollapsingLowestDense(0.01, 2048);
    SketchSum sum = new SketchSum();
    for (int part = 0; part < 50; part++) {
      DDSketch dense = DDSketches.logarithmicCollapsingLowestDense(0.01, 2048);
      DDSketch listed = new DDSketch(new LogarithmicMapping(0.01), SparseStore::new);
      for (int i = 0; i < 40; i++) {
        double value = Math.exp(random.nextDouble(60)) * (i % 8 == 0 ? -1 : 1);
        dense.accept(value);
        listed.accept(value);
      }
      dense.accept(0, part);
      listed.accept(0, part);
      merged.mergeWith(dense);
      sum.add(stored(part % 2 == 0 ? dense : listed));
    }

    double[] truth = merged.getValuesAtQuantiles(new double[] {0.1, 0.25, 0.5, 0.75, 0.9});
    assertThat(sum.spread())
        .isEqualTo(
            new Spread(Math.max(0, truth[0]), Math.max(0, truth[1]), truth[2], truth[3], truth[4]));
  }

  @Test
  void sketches_ofAnotherAccuracy_areRefused() {
    SketchSum sum = new SketchSum();
    sum.add(stored(sketch(100, 3)));
    DDSketch coarser = DDSketches.logarithmicCollapsingLowestDense(0.05, 2048);

    assertThatThrownBy(() -> sum.add(stored(coarser))).hasMessageContaining("cannot be added up");
  }

  private static SharingPart part(
      String arm, double age, long readings, double lossSum, DDSketch sketch) {
    return new SharingPart(
        arm,
        age,
        age + 1,
        readings,
        0,
        0,
        readings * 1000,
        0,
        lossSum,
        0,
        stored(sketch),
        stored(sketch));
  }

  private static ByteBuffer stored(DDSketch sketch) {
    return sketch.serialize();
  }

  private static DDSketch sketch(double value, double count) {
    DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(0.01, 2048);
    sketch.accept(value, count);
    return sketch;
  }
}
