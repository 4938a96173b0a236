package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One resource that a training config calls for.
 *
 * @param id within the plan, in words that a notification can use, such as {@code dataset items}
 * @param name its name, or what its name begins with, see {@link Kind#namedByContent}
 * @param parents ids of what must be active before it is made; the first of them stand in its
 *     request, see {@link Kind#parentMembers}
 * @param request the members of its create request, without names and parents' ARNs
 * @param tags that it is to have
 * @param madeFrom what its name stands for, besides its parents
 * @param data its training data: keys whose first line must have the {@code columns}
 * @param columns that the training data must have
 * @param missing keys without which it can't be made, and which aren't there yet
 */
public record WantedResource(
    String id,
    Kind kind,
    String name,
    List<String> parents,
    ObjectNode request,
    Map<String, String> tags,
    List<String> madeFrom,
    List<String> data,
    List<String> columns,
    List<String> missing) {}
