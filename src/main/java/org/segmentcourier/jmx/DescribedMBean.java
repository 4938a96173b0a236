package org.segmentcourier.jmx;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.StandardMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.OnCamelContextStarted;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MXBean whose attributes, operations and parameters are described by {@link Says} in its
 * interface: {@code org.segmentcourier:type=<type>,context="<name>"}.
 */
public final class DescribedMBean extends StandardMBean {

  private static final Logger LOG = LoggerFactory.getLogger(DescribedMBean.class);

  private static final String DOMAIN = "org.segmentcourier";

  private final Patience patience = new Patience();

  private <T> DescribedMBean(T bean, Class<T> type) {
    super(bean, type, true);
  }

  /** Shows a bean as {@link #show} does, once Camel has started. */
  public static <T> void whenStarted(CamelContext context, T bean, Class<T> type) {
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt(
            (OnCamelContextStarted) started -> show(started, bean, type)));
  }

  /**
   * Shows a bean for as long as the application runs; unless Camel is told to leave JMX alone.
   *
   * @param type its interface, {@code <Name>MXBean}
   */
  public static <T> void show(CamelContext context, T bean, Class<T> type) {
    var agent = context.getManagementStrategy().getManagementAgent();
    if (agent == null) {
      return;
    }
    var name = type.getSimpleName().replace("MXBean", "");
    try {
      agent.register(
          new DescribedMBean(bean, type),
          new ObjectName(
              "%s:type=%s,context=%s"
                  .formatted(DOMAIN, name, ObjectName.quote(context.getName()))));
    } catch (JMException e) {
      LOG.warn("{} is not to be seen in JMX", name, e);
    }
  }

  @Override
  public Object getAttribute(String name)
      throws AttributeNotFoundException, MBeanException, ReflectionException {
    try {
      return patience.read(name, () -> super.getAttribute(name));
    } catch (AttributeNotFoundException | MBeanException | ReflectionException e) {
      throw e;
    } catch (JMException e) {
      throw new MBeanException(e);
    }
  }

  /** Those that can't be read are left out, as everywhere in JMX. */
  @Override
  public AttributeList getAttributes(String[] names) {
    var values = new AttributeList();
    for (var name : names) {
      try {
        values.add(new Attribute(name, getAttribute(name)));
      } catch (JMException e) {
        LOG.debug("attribute not read name={}", name, e);
      }
    }
    return values;
  }

  @Override
  public Object invoke(String name, Object[] values, String[] signature)
      throws MBeanException, ReflectionException {
    try {
      return patience.carryOut(name, () -> super.invoke(name, values, signature));
    } catch (MBeanException | ReflectionException e) {
      throw e;
    } catch (JMException e) {
      throw new MBeanException(e);
    }
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return said(getMBeanInterface().getAnnotation(Says.class), super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return method((info.isIs() ? "is" : "get") + info.getName())
        .map(getter -> said(getter.getAnnotation(Says.class), super.getDescription(info)))
        .orElseGet(() -> super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return method(info.getName())
        .map(operation -> said(operation.getAnnotation(Says.class), super.getDescription(info)))
        .orElseGet(() -> super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int at) {
    return method(info.getName())
        .map(operation -> operation.getParameters()[at].getAnnotation(Says.class))
        .map(Says::value)
        .orElseGet(() -> super.getDescription(info, parameter, at));
  }

  @Override
  protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int at) {
    return method(info.getName())
        .map(operation -> operation.getParameters()[at].getName())
        .orElseGet(() -> super.getParameterName(info, parameter, at));
  }

  private static String said(Says says, String otherwise) {
    return says == null ? otherwise : says.value();
  }

  /** Names are not overloaded. */
  private Optional<Method> method(String name) {
    return Arrays.stream(getMBeanInterface().getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst();
  }
}
