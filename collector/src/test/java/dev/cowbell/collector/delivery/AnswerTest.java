package dev.cowbell.collector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class AnswerTest {
  @Test
  void onlyWhatConcernsOneTick_refusesIt() {
    assertThat(Answer.of(new RecordTooLargeException("m"))).isEqualTo(Answer.REFUSED);
    assertThat(Answer.of(new TopicAuthorizationException("t"))).isEqualTo(Answer.SHUT_OUT);
    assertThat(Answer.of(new SslAuthenticationException("m"))).isEqualTo(Answer.SHUT_OUT);
    assertThat(Answer.of(new KafkaException("m", new SaslAuthenticationException("m"))))
        .isEqualTo(Answer.SHUT_OUT);
    assertThat(Answer.of(new TimeoutException("m"))).isEqualTo(Answer.NOT_NOW);
    assertThat(Answer.of(new OutOfOrderSequenceException("m"))).isEqualTo(Answer.BROKEN);
    assertThat(Answer.of(new IllegalStateException("m"))).isEqualTo(Answer.BROKEN);
  }

  @Test
  void sentence_saysWhatToLookAt_andNothingOfTheFailuresOwnText() {
    String text = "password=hush";
    assertThat(Answer.sentence(new KafkaException(text, new SslAuthenticationException(text))))
        .contains("COWBELL_KAFKA_TRUSTSTORE")
        .doesNotContain("hush");
    assertThat(Answer.sentence(new SaslAuthenticationException(text)))
        .contains("COWBELL_KAFKA_SASL_JAAS_FILE")
        .doesNotContain("hush");
    assertThat(Answer.sentence(new KafkaException(text))).isEqualTo("the producer failed (kafka)");
  }
}
