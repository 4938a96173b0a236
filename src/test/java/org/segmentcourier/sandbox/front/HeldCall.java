package org.segmentcourier.sandbox.front;

/**
 * A call that a fault holds.
 *
 * @param fault id of the fault
 * @param agent what called, see {@link Call#agent}
 */
public record HeldCall(
    String fault, String agent, String operation, String action, String resource) {}
