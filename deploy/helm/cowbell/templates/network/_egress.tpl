{{/* dict "root" $ "component" "kafka" "peers" … "ports" …: to the one of this release, else to the peers, else anywhere. */}}
{{- define "cowbell.egress" -}}
- ports:
    {{- range .ports }}
    - port: {{ . }}
    {{- end }}
  {{- if .root.Values.evaluation.enabled }}
  to:
    - podSelector:
        matchLabels:
          {{- include "cowbell.selector" (dict "root" .root "component" .component) | nindent 10 }}
  {{- else if .peers }}
  to:
    {{- toYaml .peers | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* The ports in kafka.bootstrap, each once. */}}
{{- define "cowbell.kafkaPorts" -}}
{{- $ports := list -}}
{{- if .Values.evaluation.enabled -}}
{{- $ports = list 9092 -}}
{{- else -}}
{{- range .Values.kafka.bootstrap -}}
{{- $ports = append $ports (regexFind "[0-9]+$" . | int) -}}
{{- end -}}
{{- end -}}
{{- $ports | uniq | toYaml -}}
{{- end -}}
