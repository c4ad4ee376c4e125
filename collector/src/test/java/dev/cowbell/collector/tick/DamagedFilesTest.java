package dev.cowbell.collector.tick;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cowbell.api.contract.v1.HostTick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each file of the captured tree in turn is damaged, before the first tick or after it. */
class DamagedFilesTest {
  @TempDir Path folder;

  enum Damage {
    EMPTY,
    FIRST_HALF,
    LAST_BYTE_MISSING,
    NOT_UTF_8,
    WORDS,
    DIGITS,
    NULS,
    HUGE;

    byte[] of(byte[] original) {
      return switch (this) {
        case EMPTY -> new byte[0];
        case FIRST_HALF -> Arrays.copyOf(original, original.length / 2);
        case LAST_BYTE_MISSING -> Arrays.copyOf(original, Math.max(0, original.length - 1));
        case NOT_UTF_8 -> filled(512, (byte) 0xff);
        case WORDS -> "no such: text at all\n".repeat(40).getBytes(US_ASCII);
        case DIGITS -> ("9".repeat(400) + "\n").getBytes(US_ASCII);
        case NULS -> new byte[300];
        case HUGE -> filled(3 * 1024 * 1024, (byte) '7');
      };
    }

    private static byte[] filled(int length, byte with) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, with);
      return bytes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedFile_givesNoWrongFigure(Damage damage) throws IOException {
    CapturedTree tree = new CapturedTree(folder.resolve("proc"));
    HostTick whole = tree.next(tree.collector());
    for (String name : tree.names()) {
      SoundFigures truth = new SoundFigures(whole, withoutProcessOf(tree, name));
      byte[] original = tree.original(name);

      tree.write(name, damage.of(original));
      HostCollector begunWithIt = tree.collector();
      checkTicks(tree, begunWithIt, truth);
      tree.write(name, original);

      HostCollector metIt = tree.collector();
      truth.check(tree.next(metIt));
      tree.write(name, damage.of(original));
      checkTicks(tree, metIt, truth);
      tree.write(name, original);
      truth.check(tree.next(metIt));
    }
  }

  private static void checkTicks(CapturedTree tree, HostCollector collector, SoundFigures truth) {
    truth.check(tree.next(collector));
    truth.check(tree.next(collector));
  }

  private HostTick withoutProcessOf(CapturedTree tree, String name) throws IOException {
    Path process = tree.root.resolve(Objects.requireNonNull(Path.of(name).getName(0)));
    Path hidden = folder.resolve("hidden");
    if (!process.getFileName().toString().startsWith("10")) {
      return tree.next(tree.collector());
    }
    Files.move(process, hidden);
    HostTick without = tree.next(tree.collector());
    Files.move(hidden, process);
    return without;
  }
}
