{{/* Secrets reach the programs as files, which they read anew with each connection: a changed secret needs no restart. */}}

{{- define "cowbell.kafkaBootstrap" -}}
{{- if .Values.evaluation.enabled -}}
{{ include "cowbell.name" . }}-kafka:9092
{{- else -}}
{{ join "," .Values.kafka.bootstrap }}
{{- end -}}
{{- end -}}

{{- define "cowbell.isSasl" -}}
{{- if hasPrefix "SASL_" .Values.kafka.securityProtocol }}true{{ end -}}
{{- end -}}

{{- define "cowbell.isTls" -}}
{{- if hasSuffix "SSL" .Values.kafka.securityProtocol }}true{{ end -}}
{{- end -}}

{{/* dict "root" $ "user" "collector" */}}
{{- define "cowbell.kafkaEnv" -}}
{{- $kafka := .root.Values.kafka -}}
- name: COWBELL_KAFKA_BOOTSTRAP
  value: {{ include "cowbell.kafkaBootstrap" .root | quote }}
{{- if ne $kafka.securityProtocol "PLAINTEXT" }}
- name: COWBELL_KAFKA_SECURITY_PROTOCOL
  value: {{ $kafka.securityProtocol }}
{{- end }}
{{- if include "cowbell.isSasl" .root }}
- name: COWBELL_KAFKA_SASL_MECHANISM
  value: {{ $kafka.sasl.mechanism }}
- name: COWBELL_KAFKA_SASL_JAAS_FILE
  value: /var/run/cowbell/kafka-sasl/jaas.conf
{{- end }}
{{- if include "cowbell.isTls" .root }}
{{- if $kafka.tls.caSecret.name }}
- name: COWBELL_KAFKA_TRUSTSTORE
  value: /var/run/cowbell/kafka-ca/ca.pem
{{- end }}
{{- if (get $kafka.tls (printf "%sSecret" .user)).name }}
- name: COWBELL_KAFKA_KEYSTORE
  value: /var/run/cowbell/kafka-keystore/keystore.pem
{{- end }}
{{- end }}
{{- end -}}

{{/* The secrets of a Kafka user by volume, as a dictionary: name: {name, key, file}. */}}
{{- define "cowbell.kafkaSecrets" -}}
{{- $kafka := .root.Values.kafka -}}
{{- $sasl := get $kafka.sasl (printf "%sSecret" .user) -}}
{{- $keystore := get $kafka.tls (printf "%sSecret" .user) -}}
{{- $found := dict -}}
{{- if include "cowbell.isSasl" .root -}}
{{- $_ := set $found "kafka-sasl" (dict "name" $sasl.name "key" $sasl.key "file" "jaas.conf") -}}
{{- end -}}
{{- if and (include "cowbell.isTls" .root) $kafka.tls.caSecret.name -}}
{{- $_ := set $found "kafka-ca" (dict "name" $kafka.tls.caSecret.name "key" $kafka.tls.caSecret.key "file" "ca.pem") -}}
{{- end -}}
{{- if and (include "cowbell.isTls" .root) $keystore.name -}}
{{- $_ := set $found "kafka-keystore" (dict "name" $keystore.name "key" $keystore.key "file" "keystore.pem") -}}
{{- end -}}
{{- toYaml $found -}}
{{- end -}}

{{- define "cowbell.kafkaMounts" -}}
{{- range $volume, $secret := include "cowbell.kafkaSecrets" . | fromYaml }}
- name: {{ $volume }}
  mountPath: /var/run/cowbell/{{ $volume }}
  readOnly: true
{{- end }}
{{- end -}}

{{- define "cowbell.kafkaVolumes" -}}
{{- range $volume, $secret := include "cowbell.kafkaSecrets" . | fromYaml }}
- name: {{ $volume }}
  secret:
    secretName: {{ $secret.name }}
    defaultMode: 0440
    items:
      - key: {{ $secret.key }}
        path: {{ $secret.file }}
{{- end }}
{{- end -}}

{{/* Secret of a database role: dict "root" $ "role" "owner". */}}
{{- define "cowbell.databaseSecret" -}}
{{- if .root.Values.evaluation.enabled -}}
{{ include "cowbell.name" .root }}-database
{{- else -}}
{{ get .root.Values.database (printf "%sSecret" .role) }}
{{- end -}}
{{- end -}}

{{- define "cowbell.databaseEnv" -}}
{{- $database := .root.Values.database -}}
- name: COWBELL_DB_URL
  {{- if .root.Values.evaluation.enabled }}
  value: jdbc:postgresql://{{ include "cowbell.name" .root }}-database:5432/cowbell
  {{- else }}
  value: jdbc:postgresql://{{ $database.host }}:{{ $database.port }}/{{ $database.name }}?sslmode={{ $database.sslMode }}
    {{- if hasPrefix "verify-" $database.sslMode -}}
    {{- if $database.caSecret.name }}&sslrootcert=/var/run/cowbell/database-ca/ca.pem
    {{- else }}&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory{{ end -}}
    {{- end }}
  {{- end }}
- name: COWBELL_DB_USER
  valueFrom:
    secretKeyRef:
      name: {{ include "cowbell.databaseSecret" . }}
      key: username
- name: COWBELL_DB_PASSWORD_FILE
  value: /var/run/cowbell/database/password
{{- end -}}

{{- define "cowbell.databaseMounts" -}}
- name: database
  mountPath: /var/run/cowbell/database
  readOnly: true
{{- if and .root.Values.database.caSecret.name (not .root.Values.evaluation.enabled) }}
- name: database-ca
  mountPath: /var/run/cowbell/database-ca
  readOnly: true
{{- end }}
{{- end -}}

{{- define "cowbell.databaseVolumes" -}}
- name: database
  secret:
    secretName: {{ include "cowbell.databaseSecret" . }}
    defaultMode: 0440
    items:
      - key: password
        path: password
{{- if and .root.Values.database.caSecret.name (not .root.Values.evaluation.enabled) }}
- name: database-ca
  secret:
    secretName: {{ .root.Values.database.caSecret.name }}
    defaultMode: 0440
    items:
      - key: {{ .root.Values.database.caSecret.key }}
        path: ca.pem
{{- end }}
{{- end -}}

{{- define "cowbell.topicEnv" -}}
- name: COWBELL_TICK_PARTITIONS
  value: {{ .Values.kafka.topics.partitions | quote }}
- name: COWBELL_TICK_RETENTION
  value: {{ .Values.kafka.topics.retention | quote }}
{{- with .Values.kafka.topics.replicationFactor }}
- name: COWBELL_TOPIC_REPLICATION
  value: {{ . | quote }}
{{- end }}
{{- end -}}
