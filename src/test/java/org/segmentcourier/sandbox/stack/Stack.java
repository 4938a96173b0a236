package org.segmentcourier.sandbox.stack;

import java.util.List;
import java.util.Map;

/**
 * A template that was deployed.
 *
 * @param outputs by name
 * @param skipped paths of what the template has and the sandbox can't do, with the reason
 */
public record Stack(String name, Map<String, String> outputs, List<String> skipped) {}
