package org.segmentcourier.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribedMBeanTest {

  private static final Path CLASSES = Path.of("target/classes");

  /** A thing to look at. */
  @Says("A thing")
  public interface ThingMXBean {
    @Says("How many")
    int getCount();

    @Says("Whether it is on")
    boolean isOn();

    @Says("Adds some")
    int add(@Says("how many to add") int number);
  }

  /** One. */
  public static final class Thing implements ThingMXBean {
    @Override
    public int getCount() {
      return 3;
    }

    @Override
    public boolean isOn() {
      return true;
    }

    @Override
    public int add(int number) {
      return 3 + number;
    }
  }

  /** Who waits for somebody that does not answer. */
  public interface SlowMXBean {
    int getCount();

    void add();
  }

  /** One. */
  public static final class Slow implements SlowMXBean {

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger added = new AtomicInteger();

    @Override
    public int getCount() {
      asked.incrementAndGet();
      await();
      return 3;
    }

    @Override
    public void add() {
      await();
      added.incrementAndGet();
    }

    private void await() {
      try {
        answer.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Else health, on the same port, would not answer either, and the container be taken for dead.
   */
  @Test
  void whatTakesLongIsNotWaitedForButGoesOn() throws Exception {
    try (var context = new DefaultCamelContext()) {
      context.start();
      var slow = new Slow();
      DescribedMBean.show(context, slow, SlowMXBean.class);
      var server = ManagementFactory.getPlatformMBeanServer();
      var name =
          new ObjectName("org.segmentcourier:type=Slow,context=\"" + context.getName() + "\"");

      assertThatThrownBy(() -> server.getAttribute(name, "Count"))
          .hasStackTraceContaining(
              "AWS has not answered in 2 s; Count is not known yet: look again");
      assertThat(server.getAttributes(name, new String[] {"Count"})).isEmpty();
      assertThatThrownBy(() -> server.invoke(name, "add", null, null))
          .hasStackTraceContaining("add takes its time, and goes on");
      assertThat(slow.asked).hasValue(1);

      slow.answer.countDown();

      Awaitility.await().until(() -> slow.added.get() == 1);
      Awaitility.await().until(() -> server.getAttribute(name, "Count").equals(3));
    }
  }

  @Test
  void saysWhatItAndItsPartsAre() throws Exception {
    try (var context = new DefaultCamelContext()) {
      context.start();
      DescribedMBean.show(context, new Thing(), ThingMXBean.class);
      var server = ManagementFactory.getPlatformMBeanServer();
      var name =
          new ObjectName("org.segmentcourier:type=Thing,context=\"" + context.getName() + "\"");

      var info = server.getMBeanInfo(name);

      assertThat(info.getDescription()).isEqualTo("A thing");
      assertThat(
              Arrays.stream(info.getAttributes()).map(a -> a.getName() + ": " + a.getDescription()))
          .containsExactlyInAnyOrder("Count: How many", "On: Whether it is on");
      var add = info.getOperations()[0];
      assertThat(add.getDescription()).isEqualTo("Adds some");
      assertThat(add.getSignature()[0].getName()).isEqualTo("number");
      assertThat(add.getSignature()[0].getDescription()).isEqualTo("how many to add");
      assertThat(server.getAttribute(name, "Count")).isEqualTo(3);
      assertThat(server.invoke(name, "add", new Object[] {4}, new String[] {"int"})).isEqualTo(7);
    }
  }

  @Test
  void isNotThereWhereCamelLeavesJmxAlone() throws Exception {
    try (var context = new DefaultCamelContext()) {
      context.disableJMX();
      context.start();

      DescribedMBean.show(context, new Thing(), ThingMXBean.class);

      assertThat(
              ManagementFactory.getPlatformMBeanServer()
                  .queryNames(new ObjectName("org.segmentcourier:type=Thing,*"), null))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void nothingOfTheApplicationIsWithoutDescription(Class<?> type) {
    assertThat(type.getAnnotation(Says.class)).as("%s", type).isNotNull();
    for (var method : type.getMethods()) {
      assertThat(method.getAnnotation(Says.class)).as("%s", method).isNotNull();
      for (var parameter : method.getParameters()) {
        assertThat(parameter.getAnnotation(Says.class))
            .as("%s of %s", parameter, method)
            .isNotNull();
      }
    }
    assertThat(Arrays.stream(type.getMethods()).map(java.lang.reflect.Method::getName))
        .as("overloaded, so that descriptions might be mixed up")
        .doesNotHaveDuplicates();
  }

  private static List<Class<?>> types() throws Exception {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(file -> file.toString().endsWith("MXBean.class"))
          .<Class<?>>map(DescribedMBeanTest::load)
          .toList();
    }
  }

  private static Class<?> load(Path file) {
    try {
      var name = CLASSES.relativize(file).toString().replace(".class", "").replace('/', '.');
      return Class.forName(name, false, DescribedMBeanTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
