package org.segmentcourier.operation;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.Answers;

/** Binds what an operator looks at; Camel finds health checks among the beans by itself. */
public final class OperationConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    registry.bind("aws-health", new AwsHealthCheck(registry.findByType(Answers.class)));
  }
}
