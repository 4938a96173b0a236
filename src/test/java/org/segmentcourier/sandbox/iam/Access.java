package org.segmentcourier.sandbox.iam;

import java.util.Map;

/**
 * What somebody wants to do.
 *
 * @param service the AWS service that asks, such as {@code events.amazonaws.com}
 * @param action such as {@code sqs:SendMessage}
 * @param resource the ARN of what it is done to
 * @param context condition keys and their values, such as {@code aws:SourceArn}
 */
public record Access(String service, String action, String resource, Map<String, String> context) {}
