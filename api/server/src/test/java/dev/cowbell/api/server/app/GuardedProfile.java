package dev.cowbell.api.server.app;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** The server with everything that guards it. */
public final class GuardedProfile implements QuarkusTestProfile {
  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(TestDatabase.class), new TestResourceEntry(Guarded.class));
  }
}
