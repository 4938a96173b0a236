package org.segmentcourier.sandbox.front;

/**
 * One call as it was recorded.
 *
 * @param number counted from 1 over the sandbox's life
 * @param at when it came in, ISO 8601
 * @param caller the access key id that signed it; empty if unsigned
 * @param agent what called: the application id in the SDK's user agent, else its first word
 * @param status HTTP status of the answer; 0 if the connection was dropped
 * @param error code of the error; empty if there was none or it can't be told
 * @param fault id of the injected fault that struck it; empty if none did
 * @param millis until the answer began
 */
public record Call(
    long number,
    String at,
    String service,
    String operation,
    String action,
    String resource,
    String caller,
    String agent,
    int status,
    String error,
    String fault,
    long millis) {}
