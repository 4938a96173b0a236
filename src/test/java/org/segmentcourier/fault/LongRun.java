package org.segmentcourier.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that take too long for each build: {@code mvn -Plong} runs them, and writes down what came
 * of each. What has passed is not run again as long as the application is the same.
 *
 * <p>They also carry the number of the fault that they try, such as {@code @Tag("R1")}: {@code mvn
 * -Plong -Dfault=R1} runs those alone, with those that take no time and have the same tag.
 */
@Tag("long")
@ExtendWith(LongRunResults.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LongRun {}
