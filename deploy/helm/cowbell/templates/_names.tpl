{{- define "cowbell.name" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels of every object: dict "root" $ "component" "collector". */}}
{{- define "cowbell.labels" -}}
{{ include "cowbell.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: cowbell
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | quote }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* What selects the pods of a component; never changes, since selectors may not. */}}
{{- define "cowbell.selector" -}}
app.kubernetes.io/name: cowbell
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "cowbell.metadata" -}}
name: {{ include "cowbell.name" .root }}-{{ .component }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "cowbell.labels" . | nindent 2 }}
{{- end -}}

{{/* dict "root" $ "component" "collector" */}}
{{- define "cowbell.image" -}}
{{- $image := .root.Values.image -}}
{{- $name := ternary (printf "%s/%s" $image.registry .component) (printf "cowbell-%s" .component) (ne $image.registry "") -}}
{{- with get $image.digests .component -}}
{{- printf "%s@%s" $name . -}}
{{- else -}}
{{- printf "%s:%s" $name ($image.tag | default $.root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "cowbell.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* key=value,key=value */}}
{{- define "cowbell.pairs" -}}
{{- $pairs := list -}}
{{- range $key, $value := . -}}
{{- $pairs = append $pairs (printf "%s=%s" $key $value) -}}
{{- end -}}
{{- join "," $pairs -}}
{{- end -}}
