/**
 * The benchmark: deliveries of full size, by the application and by others, in turn. {@code mvn
 * -Pbench}; docs/performance.md says what is compared, and how.
 */
package org.segmentcourier.bench;
