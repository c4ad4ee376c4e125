package dev.cowbell.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadValuesTest {

  /**
   * Values that the schema refuses: typos, wrong types, words nobody knows. The message has to name
   * the key.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka.bootstap            | kafka:9092     | bootstap
          colector.enabled          | true           | colector
          collector.securty.capabilities | x         | securty
          collector.enabled         | maybe          | collector.enabled
          collector.interval        | 10             | collector.interval
          collector.interval        | ten seconds    | collector.interval
          collector.cpuBudget       | half           | collector.cpuBudget
          collector.longestUnread   | soon           | collector.longestUnread
          collector.minFamilyBytes  | 4 MB           | collector.minFamilyBytes
          collector.spool.kind      | nfs            | collector.spool.kind
          collector.spool.sizeLimit | many           | collector.spool.sizeLimit
          collector.port            | 80             | collector.port
          collector.security.capabilities | ALL      | collector.security.capabilities
          collector.security.seccompProfile | None   | collector.security.seccompProfile
          collector.maxUnavailable  | half           | collector.maxUnavailable
          collector.resources.limit | 1              | limit
          collector.kubernetesNames.serviceLabel | a b | collector.kubernetesNames.serviceLabel
          kafka.bootstrap           | kafka          | kafka.bootstrap
          kafka.securityProtocol    | TLS            | kafka.securityProtocol
          kafka.sasl.mechanism      | GSSAPI         | kafka.sasl.mechanism
          kafka.topics.partitions   | 0              | kafka.topics.partitions
          kafka.topics.partitions   | twelve         | kafka.topics.partitions
          database.port             | 65536          | database.port
          database.sslMode          | prefer         | database.sslMode
          database.ownerSecret      | Not_A_Name     | database.ownerSecret
          database.password         | secret         | password
          aggregator.replicas       | -1             | aggregator.replicas
          aggregator.rawRetention   | forever        | aggregator.rawRetention
          aggregator.rawReadings    | some           | aggregator.rawReadings
          aggregator.coefficients   | prices.csv     | aggregator.coefficients
          aggregator.coefficients[0].price | 2       | price
          aggregator.coefficients[0].coefficient | disk-price | aggregator.coefficients.0.coefficient
          aggregator.coefficients[0].value | dear    | aggregator.coefficients.0.value
          aggregator.coefficients[0].unit | EUR      | aggregator.coefficients.0.unit
          aggregator.coefficients[0].source | ' '    | aggregator.coefficients.0.source
          api.service.type          | External       | api.service.type
          image.pullPolicy          | Sometimes      | image.pullPolicy
          image.digests.api         | sha256:abc     | image.digests.api
          evaluation.enabled        | 1              | evaluation.enabled
          networkPolicy.kafkaPeers  | data           | networkPolicy.kafkaPeers
          networkPolicy.kafkaPeers[0].podSelecter.a | b | podSelecter
          networkPolicy.apiClients[0].podSelector.matchLabel.a | b | matchLabel
          collector.affinity.nodeAffinty | x         | nodeAffinty
          aggregator.affinity.nodeAffinity.requiredDuringScheduling.x | y | requiredDuringScheduling
          api.tolerations[0].operater | Exists       | operater
          api.tolerations[0].effect | Never          | api.tolerations.0.effect
          api.gateway.parentRefs[0].nam | shared     | nam
          api.service.port          | 65535          | api.service.port
          api.tls.secrets           | own            | secrets
          kafka.sasl.collectorSecret.nam | jaas      | nam
          kafka.sasl.collectorSecret | jaas          | kafka.sasl.collectorSecret
          monitoring.serviceMonitors.interval | 30   | monitoring.serviceMonitors.interval
          evaluation.storage.sizes  | 10Gi           | sizes
          prepare.enabled           | yes please     | prepare.enabled
          commonLabels.a\\ b        | x              | a b
          """)
  void schema_ofAValueThatCannotBe_namesTheKey(String key, String value, String named) {
    assertRefused(Map.of(key, value), named.replace('.', '/'));
  }

  /** Values that contradict or lack each other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka.bootstrap=null                        | kafka.bootstrap is empty
          database.host=                              | database.host is empty
          database.ownerSecret=                       | database.ownerSecret is empty
          database.readerSecret=                      | database.readerSecret is empty
          evaluation.enabled=true                     | kafka.bootstrap is set, and evaluation.enabled
          evaluation.enabled=true                     | database.host is set, and evaluation.enabled
          evaluation.enabled=true;kafka.securityProtocol=SSL | kafka.securityProtocol is SSL
          kafka.securityProtocol=SASL_SSL             | kafka.sasl.mechanism is empty
          kafka.securityProtocol=SASL_SSL             | kafka.sasl.collectorSecret.name is empty
          kafka.securityProtocol=SASL_SSL             | kafka.sasl.aggregatorSecret.name is empty
          kafka.sasl.mechanism=PLAIN                  | kafka.sasl.mechanism is PLAIN
          kafka.tls.caSecret.name=ca                  | kafka.tls.caSecret.name is set
          kafka.tls.collectorSecret.name=own          | kafka.tls.collectorSecret.name is set
          database.sslMode=require;database.caSecret.name=ca | database.caSecret.name is set
          aggregator.replicas=13                      | aggregator.replicas is 13, and kafka.topics.partitions 12
          aggregator.autoscaling.enabled=true;kafka.topics.partitions=4 | aggregator.autoscaling.maxReplicas is 12
          aggregator.autoscaling.enabled=true;aggregator.autoscaling.minReplicas=13 | minReplicas is 13, above maxReplicas 12
          aggregator.autoscaling.lag.enabled=true     | aggregator.autoscaling.lag.enabled is true
          collector.security.seccompProfile=Localhost | collector.security.seccompLocalhostProfile is empty
          collector.security.appArmorProfile=Localhost | collector.security.appArmorLocalhostProfile is empty
          collector.security.appArmorLocalhostProfile=cowbell | collector.security.appArmorLocalhostProfile is set
          collector.spool.kind=hostPath;collector.spool.hostPath=/a:b | /collector/spool/hostPath
          collector.spool.bytes=80MiB                 | collector.spool.sizeLimit is 96Mi, and collector.spool.bytes 80MiB
          collector.spool.sizeLimit=0.05Gi            | collector.spool.sizeLimit is 0.05Gi, and collector.spool.bytes 64MiB
          evaluation.enabled=true                     | database.ownerSecret is set, and evaluation.enabled
          evaluation.enabled=true                     | database.readerSecret is set, and evaluation.enabled
          evaluation.enabled=true;kafka.topics.replicationFactor=3 | kafka.topics.replicationFactor is 3
          monitoring.serviceMonitors.enabled=true;api.auth.accessSecret=access | monitoring.serviceMonitors.api.tokenSecret.name is empty
          monitoring.serviceMonitors.enabled=true;monitoring.serviceMonitors.api.tokenSecret.name=token | monitoring.serviceMonitors.api.tokenSecret.name is set
          monitoring.serviceMonitors.enabled=true;monitoring.serviceMonitors.api.caSecret.name=ca | monitoring.serviceMonitors.api.caSecret.name is set
          collector.security.seccompLocalhostProfile=cowbell.json | collector.security.seccompLocalhostProfile is set
          kafka.tls.aggregatorSecret.name=own         | kafka.tls.aggregatorSecret.name is set
          api.auth.oidc.audience=cowbell              | api.auth.oidc.issuer and api.auth.oidc.audience go together
          api.ingress.enabled=true                    | api.ingress.host is empty
          api.gateway.enabled=true                    | api.gateway.parentRefs is empty
          api.tls.clientCaSecret=clients              | api.tls.clientCaSecret is set, and api.tls.secret is empty
          api.tls.secret=own;api.tls.clientCaSecret=clients | api.auth.accessSecret is empty
          api.auth.oidc.issuer=https://login          | api.auth.oidc.issuer and api.auth.oidc.audience go together
          """)
  void template_ofValuesThatContradict_namesTheKey(String settings, String said) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String setting : settings.split(";", -1)) {
      String[] keyAndValue = setting.split("=", 2);
      values.put(keyAndValue[0], keyAndValue[1]);
    }
    assertRefused(values, said);
  }

  @Test
  void template_ofCoefficientsThatCannotBe_namesEach(@TempDir Path folder) throws IOException {
    Path values =
        Files.writeString(
            folder.resolve("values.yaml"),
            """
            kafka: {bootstrap: ["kafka:9092"]}
            database: {host: timescale, ownerSecret: owner, readerSecret: reader}
            aggregator:
              coefficients:
                - {generation: "*", coefficient: memory-price, value: 2, unit: W/GiB, source: a}
                - {generation: "*", coefficient: memory-power, value: 2, unit: W/GiB, source: a}
                - {generation: "*", coefficient: memory-power, value: 3, unit: W/GiB, source: b}
            """);
    assertThatThrownBy(() -> Chart.CURRENT.render(values))
        .hasMessageContaining(
            "aggregator.coefficients[0].unit is W/GiB, and memory-price is in a currency")
        .hasMessageContaining("aggregator.coefficients[2]: memory-power of * stands twice");
  }

  private static void assertRefused(Map<String, ?> values, String said) {
    assertThatThrownBy(
            () -> Chart.CURRENT.render(Path.of("cowbell/ci/minimal-values.yaml"), values))
        .hasMessageContaining(said);
  }
}
