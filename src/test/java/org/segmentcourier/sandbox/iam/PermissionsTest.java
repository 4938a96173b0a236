package org.segmentcourier.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.front.CallName;
import org.segmentcourier.sandbox.front.Guard;

class PermissionsTest {

  private static final String ROLE = "arn:aws:iam::000000000000:role/personalize";

  private final List<String> used = new ArrayList<>();
  private final Permissions permissions = new Permissions(Account.SANDBOX, used::add);

  @ParameterizedTest
  @CsvSource({
    "s3, GetObject, bucket/a%20b, arn:aws:s3:::bucket/a b",
    "s3, ListBucket, bucket/, arn:aws:s3:::bucket",
    "sqs, SendMessage, uploads, arn:aws:sqs:us-east-1:000000000000:uploads",
    "events, PutEvents, bus, arn:aws:events:us-east-1:000000000000:event-bus/bus",
    "sns, Publish, arn:aws:sns:us-east-1:000000000000:t, arn:aws:sns:us-east-1:000000000000:t",
    "mobiletargeting, GetApp, /v1/apps/1, arn:aws:mobiletargeting:us-east-1:000000000000:apps/1",
    "personalize, ListSolutions, arn:group, *",
    "personalize, DescribeSchema, arn:schema, arn:schema",
    "personalize, CreateDatasetImportJob, j, arn:aws:personalize:us-east-1:000000000000:dataset-import-job/j"
  })
  void whatIsMissingIsNamedAsIamNamesIt(
      String service, String operation, String resource, String arn) {
    permissions.limit("application", policy("other:Action", "*"));
    var call = new CallName(service, operation, service + ":" + operation, resource, "");

    assertThat(permissions.missing("application", call))
        .contains(new Guard.Missing(service + ":" + operation, arn));
  }

  @Test
  void whatThePolicyAllowsIsNotedOnce() {
    permissions.limit("application", policy("sqs:SendMessage", "arn:aws:sqs:*:*:uploads"));
    var call = new CallName("sqs", "SendMessage", "sqs:SendMessage", "uploads", "");

    assertThat(permissions.missing("application", call)).isEmpty();
    assertThat(permissions.missing("application", call)).isEmpty();
    assertThat(used).containsExactly("sqs:SendMessage");
  }

  @Test
  void whoHasNoPolicyMayDoEverything() {
    permissions.limit("application", policy("other:Action", "*"));
    var call = new CallName("sqs", "SendMessage", "sqs:SendMessage", "uploads", "");

    assertThat(permissions.missing("test", call)).isEmpty();
    assertThat(used).isEmpty();
  }

  @Test
  void aRoleMustBeAllowedToBePassedOn() {
    permissions.limit("application", policy("personalize:CreateBatchSegmentJob", "*"));
    var call =
        new CallName(
            "personalize", "CreateBatchSegmentJob", "personalize:CreateBatchSegmentJob", "j", ROLE);

    assertThat(permissions.missing("application", call))
        .contains(new Guard.Missing("iam:PassRole", ROLE));
  }

  private static Policy policy(String action, String resource) {
    try {
      return Policy.of(
          new ObjectMapper()
              .readTree(
                  "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}}"
                      .formatted(action, resource)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
