package org.segmentcourier.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that take too long for each build: {@code mvn -Plong} runs them, with those that take no
 * time and try a fault, too.
 *
 * <p>Those that try a fault carry its number, such as {@code @Tag("R1")}: {@code mvn -Plong
 * -Dfault=R1} runs those alone. See {@link LongRunResults}.
 */
@Tag("long")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LongRun {}
