/**
 * Bugs that somebody could make, each a patch in {@code src/test/defects/} that names the test that
 * has to catch it; {@code mvn -Pdefects} tries them all.
 */
package org.segmentcourier.defect;
