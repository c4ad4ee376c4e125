package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.Collections;
import dev.cowbell.api.contract.v1.CollectionsReading;
import dev.cowbell.api.contract.v1.ExactSharing;
import dev.cowbell.api.contract.v1.LossCauses;
import dev.cowbell.api.contract.v1.Sharing;
import dev.cowbell.api.contract.v1.Worker;
import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.CollectionCounts;
import dev.cowbell.collector.sharing.Inherited;
import dev.cowbell.collector.sharing.PageTotals;
import dev.cowbell.collector.sharing.SharingFigures;
import java.time.Duration;

/** Workers as the contract has them. */
final class WorkerMessages {
  private static final Inherited NO_PARENT =
      new Inherited(
          Reading.unavailable(Reason.BORN_UNSEEN, "the parent could not be read"),
          Basis.ESTIMATED,
          Duration.ZERO);

  private WorkerMessages() {}

  static Worker of(Member worker, TickClock clock) {
    Inherited inherited = worker.inherited.orElse(NO_PARENT);
    long ageMillis = Math.max(0, clock.uptimeMillis() - worker.stat.birthMillis());
    Reading<SharingFigures> sharing = worker.sharing();
    Reading<CollectionCounts> collections = worker.collectionsSinceBirth();
    Worker.Builder message = Worker.newBuilder();
    sharing.optional().ifPresent(known -> message.setLossCauses(causes(worker, known)));
    return message
        .setPid(worker.key.pid())
        .setStartTicks(worker.key.startTicks())
        .setAge(Messages.duration(Duration.ofMillis(ageMillis)))
        .setMemory(MemoryMessages.of(worker))
        .setInherited(inherited(inherited))
        .setSharing(sharing(worker, sharing))
        .setMinorFaults(worker.stat.minorFaults())
        .setMajorFaults(worker.stat.majorFaults())
        .setCpuTime(Messages.micros(worker.stat.cpuMicros()))
        .setFullCollections(Messages.count(collections.map(CollectionCounts::generation2)))
        .setCollections(collections(collections))
        .setNextFullCollection(CollectorTimeMessages.next(worker))
        .build();
  }

  private static dev.cowbell.api.contract.v1.Inherited inherited(Inherited inherited) {
    return dev.cowbell.api.contract.v1.Inherited.newBuilder()
        .setBytes(Messages.bytes(inherited.bytes()))
        .setBasis(Messages.basis(inherited.basis()))
        .setDistance(Messages.duration(inherited.distance()))
        .build();
  }

  private static CollectionsReading collections(Reading<CollectionCounts> reading) {
    return reading.fold(
        counts ->
            CollectionsReading.newBuilder()
                .setCollections(
                    Collections.newBuilder()
                        .setGeneration0(counts.generation0())
                        .setGeneration1(counts.generation1())
                        .setGeneration2(counts.generation2()))
                .build(),
        absent ->
            CollectionsReading.newBuilder().setUnavailable(Messages.unavailable(absent)).build());
  }

  private static Sharing sharing(Member worker, Reading<SharingFigures> figures) {
    return figures.fold(
        found -> Sharing.newBuilder().setFigures(figures(worker, found)).build(),
        absent -> Sharing.newBuilder().setUnavailable(Messages.unavailable(absent)).build());
  }

  private static dev.cowbell.api.contract.v1.SharingFigures figures(
      Member worker, SharingFigures figures) {
    dev.cowbell.api.contract.v1.SharingFigures.Builder message =
        dev.cowbell.api.contract.v1.SharingFigures.newBuilder()
            .setStillSharedBytes(figures.stillSharedBytes())
            .setSharingLossBytes(figures.sharingLossBytes())
            .setPrivateGrowthBytes(figures.privateGrowthBytes())
            .setBasis(Messages.basis(figures.basis()));
    worker
        .full
        .filter(_ -> figures.basis() != Basis.ESTIMATED)
        .flatMap(full -> full.pages().optional())
        .ifPresent(pages -> message.setExact(exact(pages, causes(worker, figures))));
    return message.build();
  }

  private static ExactSharing exact(PageTotals pages, LossCauses causes) {
    long orphaned = Math.min(causes.getOrphanedBytes(), pages.ownBytes());
    return ExactSharing.newBuilder()
        .setCopiedBytes(pages.ownBytes() - orphaned)
        .setOrphanedBytes(orphaned)
        .setFreedBytes(pages.freedBytes())
        .setSwappedBytes(pages.swappedBytes())
        .build();
  }

  private static LossCauses causes(Member worker, SharingFigures figures) {
    var causes = worker.losses.of(figures.sharingLossBytes());
    return LossCauses.newBuilder()
        .setFullCollectionBytes(causes.fullCollectionBytes())
        .setCreepBytes(causes.creepBytes())
        .setOrphanedBytes(causes.orphanedBytes())
        .setUnattributedBytes(causes.unattributedBytes())
        .build();
  }
}
