package dev.cowbell.aggregator.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpportunityTest {

  private static final double MIB = 1L << 20;

  @Test
  void losses_areRankedBySize_withABoundAndARange() {
    List<Opportunity> ranked =
        Opportunity.ranked(
            List.of(
                new ServiceLoss("small", "c", 10 * MIB, 100, 2),
                new ServiceLoss("large", "c", 80 * MIB, 1600, 20)),
            List.of());
    assertThat(ranked).extracting(one -> one.loss().service()).containsExactly("large", "small");
    Opportunity large = ranked.getFirst();
    assertThat(large.mostBytes()).isEqualTo(80 * 1600 * MIB);
    assertThat(large.lowBytes()).isZero();
    assertThat(large.highBytes() / large.mostBytes()).isCloseTo(0.9415, within(0.0001));
    assertThat(large.sentences())
        .containsExactly(
            "Without an experiment: 1600 workers on 20 hosts lose at most 125.00 GiB of sharing"
                + " today, number 1 of 2 such losses by size; between 0.00 GiB and 117.69 GiB of it"
                + " might be had, going by one service measured while Cowbell was built, between"
                + " nothing and what it avoided.",
            "Run default on one host and frozen on the other of 8 pairs, taken in hash order, and"
                + " look after 7 days.");
  }

  @Test
  void threeMeasuredServices_replaceThePublishedRange() {
    List<Recovered> measured =
        List.of(
            new Recovered("a", "frozen", 0.9),
            new Recovered("b", "frozen", 0.5),
            new Recovered("c", "frozen", 1.2));
    assertThat(Prior.of(measured)).isEqualTo(new Prior(0.5, 1, "arms of 3 services of this fleet"));
    assertThat(Prior.of(measured.subList(0, 2))).isEqualTo(Prior.PUBLISHED);
  }

  @Test
  void fewHosts_getNoPairs() {
    assertThat(Proposal.on(9).pairs()).isZero();
    assertThat(Proposal.on(10).pairs()).isEqualTo(5);
    assertThat(Proposal.on(1000).pairs()).isEqualTo(8);
    assertThat(Proposal.on(2).sentence()).startsWith("Too few hosts to pair");
  }

  @Test
  void negativeLoss_isNoOpportunity() {
    var ranked = Opportunity.ranked(List.of(new ServiceLoss("a", "c", -5, 10, 2)), List.of());
    assertThat(ranked.getFirst().mostBytes()).isZero();
    assertThat(Opportunity.ranked(List.of(), List.of())).isEmpty();
  }
}
