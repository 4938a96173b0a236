package org.segmentcourier.sandbox;

/**
 * The AWS account that the sandbox plays.
 *
 * @param id twelve digits
 * @param region such as {@code us-east-1}
 */
public record Account(String id, String region) {

  /** The account of every sandbox: nobody's number, where the AWS examples live. */
  public static final Account SANDBOX = new Account("000000000000", "us-east-1");

  public static final String PARTITION = "aws";

  public Account {
    if (!id.matches("\\d{12}")) {
      throw new IllegalArgumentException("'" + id + "' is no account id; it has twelve digits");
    }
  }

  /** The ARN of a regional resource, such as {@code arn:aws:sqs:us-east-1:000000000000:uploads}. */
  public String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(PARTITION, service, region, id, resource);
  }

  /** The ARN of a resource that has no region, such as a role. */
  public String globalArn(String service, String resource) {
    return "arn:%s:%s::%s:%s".formatted(PARTITION, service, id, resource);
  }
}
