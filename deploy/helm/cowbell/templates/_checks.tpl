{{/* What the schema cannot see: keys that contradict or need each other. Every message names the key and what is allowed. */}}
{{- define "cowbell.checks" -}}
{{- $faults := list -}}
{{- if .Values.evaluation.enabled -}}
  {{- if .Values.kafka.bootstrap -}}{{- $faults = append $faults "kafka.bootstrap is set, and evaluation.enabled brings a Kafka of its own: use one of them" -}}{{- end -}}
  {{- if .Values.database.host -}}{{- $faults = append $faults "database.host is set, and evaluation.enabled brings a database of its own: use one of them" -}}{{- end -}}
  {{- range $key := list "ownerSecret" "readerSecret" -}}
    {{- if get $.Values.database $key -}}{{- $faults = append $faults (printf "database.%s is set, and evaluation.enabled draws a secret of its own: use one of them" $key) -}}{{- end -}}
  {{- end -}}
  {{- if gt (int .Values.kafka.topics.replicationFactor) 1 -}}{{- $faults = append $faults (printf "kafka.topics.replicationFactor is %d, and evaluation.enabled brings one broker: 0 or 1" (int .Values.kafka.topics.replicationFactor)) -}}{{- end -}}
  {{- if ne .Values.kafka.securityProtocol "PLAINTEXT" -}}{{- $faults = append $faults (printf "kafka.securityProtocol is %s, and the Kafka of evaluation.enabled knows PLAINTEXT only" .Values.kafka.securityProtocol) -}}{{- end -}}
{{- else -}}
  {{- if not .Values.kafka.bootstrap -}}{{- $faults = append $faults "kafka.bootstrap is empty: host:port of one or more brokers, or evaluation.enabled=true for a first look" -}}{{- end -}}
  {{- range $key, $what := dict "host" "the host name of PostgreSQL" "ownerSecret" "the name of a secret with the keys username and password" "readerSecret" "the name of a secret with the keys username and password" -}}
    {{- if not (get $.Values.database $key) -}}{{- $faults = append $faults (printf "database.%s is empty: %s, or evaluation.enabled=true for a first look" $key $what) -}}{{- end -}}
  {{- end -}}
{{- end -}}
{{- if include "cowbell.isSasl" . -}}
  {{- if not .Values.kafka.sasl.mechanism -}}{{- $faults = append $faults (printf "kafka.sasl.mechanism is empty, and kafka.securityProtocol is %s: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512" .Values.kafka.securityProtocol) -}}{{- end -}}
  {{- range $user := list "collector" "aggregator" -}}
    {{- if not (get $.Values.kafka.sasl (printf "%sSecret" $user)).name -}}{{- $faults = append $faults (printf "kafka.sasl.%sSecret.name is empty, and kafka.securityProtocol is %s: the name of a secret with a JAAS entry" $user $.Values.kafka.securityProtocol) -}}{{- end -}}
  {{- end -}}
{{- else if .Values.kafka.sasl.mechanism -}}
  {{- $faults = append $faults (printf "kafka.sasl.mechanism is %s, and kafka.securityProtocol %s uses none: SASL_SSL or SASL_PLAINTEXT" .Values.kafka.sasl.mechanism .Values.kafka.securityProtocol) -}}
{{- end -}}
{{- if not (include "cowbell.isTls" .) -}}
  {{- range $secret := list "caSecret" "collectorSecret" "aggregatorSecret" -}}
    {{- if (get $.Values.kafka.tls $secret).name -}}{{- $faults = append $faults (printf "kafka.tls.%s.name is set, and kafka.securityProtocol %s uses no TLS: SSL or SASL_SSL" $secret $.Values.kafka.securityProtocol) -}}{{- end -}}
  {{- end -}}
{{- end -}}
{{- if and .Values.database.caSecret.name (not (hasPrefix "verify-" .Values.database.sslMode)) -}}
  {{- $faults = append $faults (printf "database.caSecret.name is set, and database.sslMode %s checks no certificate: verify-ca or verify-full" .Values.database.sslMode) -}}
{{- end -}}
{{- with .Values.aggregator -}}
  {{- $most := ternary .autoscaling.maxReplicas .replicas .autoscaling.enabled -}}
  {{- $key := ternary "aggregator.autoscaling.maxReplicas" "aggregator.replicas" .autoscaling.enabled -}}
  {{- if gt (int $most) (int $.Values.kafka.topics.partitions) -}}{{- $faults = append $faults (printf "%s is %d, and kafka.topics.partitions %d: more instances than partitions are idle" $key (int $most) (int $.Values.kafka.topics.partitions)) -}}{{- end -}}
  {{- if and .autoscaling.enabled (gt (int .autoscaling.minReplicas) (int .autoscaling.maxReplicas)) -}}{{- $faults = append $faults (printf "aggregator.autoscaling.minReplicas is %d, above maxReplicas %d" (int .autoscaling.minReplicas) (int .autoscaling.maxReplicas)) -}}{{- end -}}
  {{- if and .autoscaling.lag.enabled (not .autoscaling.enabled) -}}{{- $faults = append $faults "aggregator.autoscaling.lag.enabled is true, and aggregator.autoscaling.enabled is not" -}}{{- end -}}
{{- end -}}
{{- $units := dict "memory-price" "a currency per GiB-month, such as EUR/GiB-month" "memory-power" "W/GiB" "grid-carbon" "kgCO2e/kWh" -}}
{{- $seen := list -}}
{{- range $at, $one := .Values.aggregator.coefficients -}}
  {{- $unit := get $units $one.coefficient -}}
  {{- if not (hasSuffix (ternary "/GiB-month" $unit (eq $one.coefficient "memory-price")) $one.unit) -}}{{- $faults = append $faults (printf "aggregator.coefficients[%d].unit is %s, and %s is in %s" $at $one.unit $one.coefficient $unit) -}}{{- end -}}
  {{- $what := printf "%s of %s" $one.coefficient $one.generation -}}
  {{- if has $what $seen -}}{{- $faults = append $faults (printf "aggregator.coefficients[%d]: %s stands twice" $at $what) -}}{{- end -}}
  {{- $seen = append $seen $what -}}
{{- end -}}
{{- with .Values.collector.security -}}
  {{- range $kind := list "seccomp" "appArmor" -}}
    {{- $profile := get $.Values.collector.security (printf "%sProfile" $kind) -}}
    {{- $file := get $.Values.collector.security (printf "%sLocalhostProfile" $kind) -}}
    {{- if and (eq $profile "Localhost") (not $file) -}}{{- $faults = append $faults (printf "collector.security.%sLocalhostProfile is empty, and collector.security.%sProfile is Localhost: the name of a profile on the nodes" $kind $kind) -}}{{- end -}}
    {{- if and (ne $profile "Localhost") $file -}}{{- $faults = append $faults (printf "collector.security.%sLocalhostProfile is set, and collector.security.%sProfile is %s: Localhost" $kind $kind $profile) -}}{{- end -}}
  {{- end -}}
{{- end -}}
{{- with .Values.api -}}
  {{- if and .ingress.enabled (not .ingress.host) -}}{{- $faults = append $faults "api.ingress.host is empty, and api.ingress.enabled is true: a host name" -}}{{- end -}}
  {{- if and .tls.clientCaSecret (not .tls.secret) -}}{{- $faults = append $faults "api.tls.clientCaSecret is set, and api.tls.secret is empty: clients' certificates need TLS" -}}{{- end -}}
  {{- if and .tls.clientCaSecret (not .auth.accessSecret) -}}{{- $faults = append $faults "api.tls.clientCaSecret is set, and api.auth.accessSecret is empty: it says which certificate may do what" -}}{{- end -}}
  {{- if ne (empty .auth.oidc.issuer) (empty .auth.oidc.audience) -}}{{- $faults = append $faults "api.auth.oidc.issuer and api.auth.oidc.audience go together: set both or none" -}}{{- end -}}
  {{- if and .gateway.enabled (not .gateway.parentRefs) -}}{{- $faults = append $faults "api.gateway.parentRefs is empty, and api.gateway.enabled is true: one or more gateways" -}}{{- end -}}
{{- end -}}
{{- if and (eq .Values.collector.spool.kind "hostPath") (not .Values.collector.spool.hostPath) -}}
  {{- $faults = append $faults "collector.spool.hostPath is empty, and collector.spool.kind is hostPath: a folder on the nodes" -}}
{{- end -}}
{{- if eq .Values.collector.spool.kind "emptyDir" -}}
  {{- $least := divf (mulf (include "cowbell.byteCount" .Values.collector.spool.bytes | float64) 5) 4 -}}
  {{- if lt (include "cowbell.byteCount" .Values.collector.spool.sizeLimit | float64) $least -}}
    {{- $faults = append $faults (printf "collector.spool.sizeLimit is %s, and collector.spool.bytes %s: a quarter more or above, for what is being written" .Values.collector.spool.sizeLimit .Values.collector.spool.bytes) -}}
  {{- end -}}
{{- end -}}
{{- with .Values.monitoring.serviceMonitors -}}
  {{- $isClosed := or $.Values.api.auth.accessSecret $.Values.api.auth.oidc.issuer -}}
  {{- if and .enabled $isClosed (not .api.tokenSecret.name) -}}{{- $faults = append $faults "monitoring.serviceMonitors.api.tokenSecret.name is empty, and api.auth closes the metrics of the api too: the name of a secret with the token of a reader" -}}{{- end -}}
  {{- if and .api.tokenSecret.name (not (and .enabled $isClosed)) -}}{{- $faults = append $faults "monitoring.serviceMonitors.api.tokenSecret.name is set, and nobody asks for a token: it needs monitoring.serviceMonitors.enabled and api.auth" -}}{{- end -}}
  {{- if and .api.caSecret.name (not (and .enabled $.Values.api.tls.secret)) -}}{{- $faults = append $faults "monitoring.serviceMonitors.api.caSecret.name is set, and there is no certificate to check: it needs monitoring.serviceMonitors.enabled and api.tls.secret" -}}{{- end -}}
{{- end -}}
{{- if $faults -}}
{{- fail (printf "these values cannot be used:\n  - %s\n" (join "\n  - " $faults)) -}}
{{- end -}}
{{- end -}}

{{/* Bytes in 64MiB, as the programs write it, and in 96Mi, 1G or 1.5Gi, as Kubernetes does. */}}
{{- define "cowbell.byteCount" -}}
{{- $number := regexFind "^[0-9.]+" . | float64 -}}
{{- $unit := regexReplaceAll "^[0-9.]+" . "" | trimSuffix "B" -}}
{{- $factors := dict "" 1.0 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0 -}}
{{- printf "%.0f" (mulf $number (get $factors $unit)) -}}
{{- end -}}
