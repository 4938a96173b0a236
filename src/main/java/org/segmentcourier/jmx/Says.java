package org.segmentcourier.jmx;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an MBean, an attribute (on its getter), an operation or a parameter is, for whoever looks at
 * it in JMX or Hawtio.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Says {
  /** A sentence or two, without a full stop at the end. */
  String value();
}
