/**
 * Proof that nothing is lost and nothing doubled: deliveries and training runs that are disturbed,
 * and what must hold afterwards.
 */
package org.segmentcourier.fault;
