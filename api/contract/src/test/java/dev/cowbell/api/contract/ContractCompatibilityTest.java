package dev.cowbell.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.cowbell.api.contract.v1.CapacityServiceOuterClass;
import dev.cowbell.api.contract.v1.EfficiencyServiceOuterClass;
import dev.cowbell.api.contract.v1.FleetServiceOuterClass;
import dev.cowbell.api.contract.v1.HostTickOuterClass;
import dev.cowbell.api.contract.v1.Reading;
import dev.cowbell.api.contract.v1.RecommendationServiceOuterClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Additions pass. What stands in contract.golden must go on standing in the contract, to the
 * letter. After an addition run with {@code -Dcontract.golden.update=true} so that the addition is
 * kept from then on.
 */
class ContractCompatibilityTest {
  private static final Path GOLDEN = Path.of("src/test/resources/contract.golden");

  @Test
  void contract_stillHasEverythingSomebodyMayRelyOn() throws IOException {
    List<String> current =
        ContractLines.of(
            Reading.getDescriptor(),
            HostTickOuterClass.getDescriptor(),
            FleetServiceOuterClass.getDescriptor(),
            EfficiencyServiceOuterClass.getDescriptor(),
            RecommendationServiceOuterClass.getDescriptor(),
            CapacityServiceOuterClass.getDescriptor());
    if (Boolean.getBoolean("contract.golden.update")) {
      Files.write(GOLDEN, current);
    }

    assertThat(missing(Files.readAllLines(GOLDEN), current)).isEmpty();
  }

  @Test
  void aFieldWithAnotherTypeNumberOrName_isMissed() throws Exception {
    FileDescriptor file = HostTickOuterClass.getDescriptor();
    List<String> before = ContractLines.of(file);
    FileDescriptorProto.Builder changed = file.toProto().toBuilder();
    changed.getMessageTypeBuilder(0).getFieldBuilder(0).setNumber(99);
    changed.getMessageTypeBuilder(0).getFieldBuilder(2).setName("serial");
    changed.getMessageTypeBuilder(0).removeField(4);

    List<String> after =
        ContractLines.of(
            FileDescriptor.buildFrom(
                changed.build(), file.getDependencies().toArray(FileDescriptor[]::new)));

    assertThat(missing(before, after))
        .containsExactlyInAnyOrder(
            "field cowbell.v1.HostTick.host = 1 present cowbell.v1.HostIdentity",
            "field cowbell.v1.HostTick.sequence = 3 plain uint64",
            "field cowbell.v1.HostTick.interval = 5 present google.protobuf.Duration");
  }

  private static List<String> missing(List<String> golden, List<String> current) {
    var now = new HashSet<>(current);
    return golden.stream().filter(line -> !now.contains(line)).toList();
  }
}
