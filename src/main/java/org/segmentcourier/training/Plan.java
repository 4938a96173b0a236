package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.training.personalize.WantedResource;

/**
 * What a training config and its inputs call for.
 *
 * @param wanted parents before their children
 * @param notes what the author of the config is to know, a sentence each: what is not supported or
 *     not used
 * @param problems why something of it can't be done, a sentence each
 */
record Plan(
    String datasetGroup, List<WantedResource> wanted, List<String> notes, List<String> problems) {}
