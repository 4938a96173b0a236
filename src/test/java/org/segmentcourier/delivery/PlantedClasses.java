package org.segmentcourier.delivery;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * Loads the application anew, with a place to plant an error in each counter that a ledger is made
 * of. Everything else is as it was compiled.
 */
final class PlantedClasses extends ClassLoader {

  private static final String OURS = "org.segmentcourier.";

  private final Map<String, byte[]> changed = new HashMap<>();

  PlantedClasses() {
    super(PlantedClasses.class.getClassLoader());
    plant("delivery.ledger.Ledger", OfOutcome.class, named("count"));
    plant("delivery.ledger.Ledger", OfFound.class, named("found"));
    plant("delivery.build.CsvRows", OfRows.class, named("rows"));
    plant("delivery.build.UserOutcomes", OfListed.class, named("add"));
    plant("segment.Batches", OfIds.class, named("user"));
    plant("segment.UserBatch", OfDuplicates.class, isConstructor());
  }

  private void plant(
      String type, Class<?> advice, ElementMatcher<? super MethodDescription> method) {
    var name = OURS + type;
    var files =
        new ClassFileLocator.Compound(
            new ClassFileLocator.Simple(changed), ClassFileLocator.ForClassLoader.of(getParent()));
    var found = TypePool.Default.of(files).describe(name).resolve();
    changed.put(
        name,
        new ByteBuddy()
            .redefine(found, files)
            .visit(Advice.to(advice).on(method))
            .make()
            .getBytes());
  }

  /** So many users, or endpoints, have an outcome. */
  static final class OfOutcome {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) Enum<?> outcome,
        @Advice.Argument(value = 1, readOnly = false) long count) {
      count += Planted.off(outcome);
    }
  }

  /** So many endpoints were found. */
  static final class OfFound {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) long count) {
      count += Planted.off("found");
    }
  }

  /** So many rows are in the file. */
  static final class OfRows {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) long rows) {
      rows += Planted.off("rows");
    }
  }

  /** So many users are on a list. */
  static final class OfListed {
    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue(value = "count", readOnly = false) long count) {
      count += Planted.off("listed");
    }
  }

  /** So many ids were read. */
  static final class OfIds {
    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue(value = "position", readOnly = false) long position) {
      position += Planted.off("ids read");
    }
  }

  /** So many of them were there before. */
  static final class OfDuplicates {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 3, readOnly = false) int duplicates) {
      duplicates += Planted.off("duplicates");
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS) || name.equals(Planted.class.getName())) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    var code = changed.containsKey(name) ? changed.get(name) : compiled(name);
    return defineClass(name, code, 0, code.length);
  }

  private byte[] compiled(String name) throws ClassNotFoundException {
    try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + name, e);
    }
  }
}
