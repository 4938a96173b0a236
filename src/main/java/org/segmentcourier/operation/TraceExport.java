package org.segmentcourier.operation;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.spi.OnCamelContextStopped;
import org.apache.camel.support.LifecycleStrategySupport;

/** The SDK of OpenTelemetry, and Camel's use of it. */
final class TraceExport {

  /** Unless the environment says otherwise: {@code OTEL_SERVICE_NAME} and the others. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "segment-courier",
          "otel.exporter.otlp.protocol", "http/protobuf",
          // Metrics and the log go their own ways.
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none");

  /** Of what an application has that stops. */
  private static final long SECONDS = 3;

  private TraceExport() {}

  /** From now on, until the application stops. */
  static void start(CamelContext context) {
    var sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> DEFAULTS)
            .disableShutdownHook() // the application says when it ends
            .build()
            .getOpenTelemetrySdk();
    var registry = context.getRegistry();
    registry.bind("tracer", sdk.getTracer("segment-courier"));
    registry.bind("propagators", sdk.getPropagators());
    new OpenTelemetryTracer().init(context);
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt((OnCamelContextStopped) stopped -> stop(sdk)));
  }

  /** What is not sent yet is sent, if that is soon done. */
  private static void stop(OpenTelemetrySdk sdk) {
    sdk.getSdkTracerProvider().shutdown().join(SECONDS, TimeUnit.SECONDS);
  }
}
