package org.segmentcourier.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the sandbox's own tests a sandbox wired by {@code sandbox/conformance.yaml}, in a parameter
 * of type {@link Sandbox}. All of them share it, so each has queues and keys of its own.
 */
public final class Conformance implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Conformance.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("sandbox", key -> new Shared(start()), Shared.class)
        .sandbox();
  }

  private static Sandbox start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "conformance-");
      var options =
          SandboxOptions.in(folder)
              .withTemplate(Path.of("src", "test", "resources", "sandbox", "conformance.yaml"))
              .withParameters(Map.of());
      return Sandbox.start(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Shared(Sandbox sandbox)
      implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      sandbox.close();
    }
  }
}
