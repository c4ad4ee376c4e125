package dev.cowbell.chart;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest into the model class of its kind. A field that the model does not know, one of
 * the wrong type and one that is required and missing are refused, as by an API server with strict
 * field validation.
 */
final class StrictModels {
  private static final Map<String, Class<?>> CUSTOM =
      Map.of(
          "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
          "gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class);
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NothingElse());

  static {
    // The constructor registers the models with the class; nothing else does.
    Object registered = new JSON();
    assert registered != null;
  }

  private StrictModels() {}

  /**
   * Refuses what is wrong.
   *
   * @throws IllegalArgumentException in the model's words
   */
  static void check(Manifest manifest) {
    String json = new Gson().toJson(manifest.tree());
    Class<?> custom = CUSTOM.get(manifest.apiVersion() + " " + manifest.kind());
    try {
      if (custom != null) {
        MAPPER.readValue(json, custom);
      } else {
        builtIn(manifest, JsonParser.parseString(json));
      }
    } catch (IOException refused) {
      throw new IllegalArgumentException(manifest.title() + ": " + refused.getMessage(), refused);
    }
  }

  private static void builtIn(Manifest manifest, JsonElement json) {
    String[] groupAndVersion = manifest.apiVersion().split("/", 2);
    String version = groupAndVersion[groupAndVersion.length - 1];
    String model =
        "io.kubernetes.client.openapi.models."
            + Character.toUpperCase(version.charAt(0))
            + version.substring(1)
            + manifest.kind();
    try {
      Class.forName(model).getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
      Class.forName(model).getMethod("fromJson", String.class).invoke(null, json.toString());
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException(manifest.title() + ": " + refused.getCause(), refused);
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalArgumentException(
          manifest.title() + ": Kubernetes knows no such kind in " + manifest.apiVersion(),
          unknown);
    }
  }

  /** Without it, these models keep what they do not know in a map of further properties. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasAnySetter(com.fasterxml.jackson.databind.introspect.Annotated a) {
      return a instanceof AnnotatedMember ? Boolean.FALSE : super.hasAnySetter(a);
    }
  }
}
