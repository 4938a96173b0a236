package org.segmentcourier.operation;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;

/**
 * Describes Camel's MBeans, each kind of them once. Camel itself describes each step of each route
 * anew, which was a sixth of what a start took.
 */
final class KnownMBeans extends DefaultManagementMBeanAssembler {

  private final Map<Class<?>, ModelMBeanInfo> kinds = new ConcurrentHashMap<>();

  KnownMBeans(CamelContext context) {
    super(context);
  }

  @Override
  public ModelMBean assemble(MBeanServer server, Object bean, ObjectName name) throws JMException {
    if (isSpecial(bean)) {
      return super.assemble(server, bean, name);
    }
    var kind = kinds.get(bean.getClass());
    if (kind == null) {
      kind = assembler.getMBeanInfo(camelContext, bean, null, name.toString());
      kinds.put(bean.getClass(), kind);
    }
    try {
      var mbean = new MixinRequiredModelMBean(kind, isMasked(), null, null);
      mbean.setManagedResource(bean, "ObjectReference");
      return mbean;
    } catch (InvalidTargetObjectTypeException e) {
      throw (JMException) new JMException(e.getMessage()).initCause(e);
    }
  }

  /** It is more than its class says. */
  private static boolean isSpecial(Object bean) {
    return bean instanceof NotificationSenderAware
        || Proxy.isProxyClass(bean.getClass())
        || (bean instanceof ManagedInstance managed
            && managed.getInstance() != null
            && managed.getInstance().getClass().isAnnotationPresent(ManagedResource.class));
  }

  private boolean isMasked() {
    return Boolean.TRUE.equals(camelContext.getManagementStrategy().getManagementAgent().getMask());
  }
}
