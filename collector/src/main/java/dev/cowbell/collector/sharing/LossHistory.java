package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.sharing.LossCauses.Moment;
import java.util.Optional;

/** The causes of one worker's loss from its birth to its last reading. */
public final class LossHistory {
  private LossCauses causes = LossCauses.NONE;
  private Optional<Moment> last = Optional.empty();

  /**
   * Takes a reading. One that fell into a running collection ends no interval, since that will only
   * be counted when it is over.
   *
   * @param collecting whether a collection was running
   * @param fullCollectionsAtBirth where that is known
   */
  public void add(Moment now, boolean collecting, Reading<Long> fullCollectionsAtBirth) {
    if (!collecting) {
      Moment before = last.orElseGet(() -> Moment.birth(fullCollectionsAtBirth));
      causes = causes.after(before, now);
      last = Optional.of(now);
    }
  }

  /** The causes of this loss; what has risen since the last interval ended is not attributed. */
  public LossCauses of(long lossBytes) {
    return causes.completedTo(lossBytes);
  }
}
