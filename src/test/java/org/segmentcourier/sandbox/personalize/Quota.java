package org.segmentcourier.sandbox.personalize;

/**
 * The limits of the service, with the defaults of AWS's "endpoints and quotas" page. Each can be
 * changed under its name.
 */
enum Quota {
  DATASET_GROUPS("datasetGroups", 5),
  SCHEMAS("schemas", 500),
  SOLUTIONS_PER_DATASET_GROUP("solutionsPerDatasetGroup", 10),
  PENDING_IMPORT_JOBS("pendingDatasetImportJobs", 5),
  PENDING_SOLUTION_VERSIONS("pendingSolutionVersions", 20),
  PENDING_SEGMENT_JOBS("pendingBatchSegmentJobs", 5),
  TAGS("tagsPerResource", 50),
  PATH_LENGTH("s3PathLength", 256),

  INTERACTION_COLUMNS("interactionMetadataColumns", 5),
  USER_COLUMNS("userMetadataColumns", 25),
  ITEM_COLUMNS("itemMetadataColumns", 100),
  TEXTUAL_COLUMNS("textualColumns", 1),
  ID_LENGTH("idLength", 256),
  CATEGORICAL_LENGTH("categoricalValueLength", 1000),
  FULL_IMPORT_BYTES("fullImportBytes", 100_000_000_000L),
  INCREMENTAL_IMPORT_BYTES("incrementalImportBytes", 1_000_000_000L),
  RECORDS_PER_IMPORT("minimumInteractionsPerImport", 1000),

  INTERACTIONS_TO_TRAIN("minimumInteractionsToTrain", 1000),
  USERS_TO_TRAIN("minimumUsersToTrain", 25),

  INPUT_FILES("inputFilesPerSegmentJob", 1000),
  INPUT_BYTES("inputBytesPerSegmentJob", 1_000_000_000L),
  ITEM_QUERIES("itemAffinityQueriesPerFile", 500),
  ATTRIBUTE_QUERIES("itemAttributeAffinityQueriesPerFile", 10),
  USERS_PER_SEGMENT("usersPerSegment", 5_000_000);

  private final String key;
  private final long initially;

  Quota(String key, long initially) {
    this.key = key;
    this.initially = initially;
  }

  /** The name under which the control port changes it. */
  String key() {
    return key;
  }

  long initially() {
    return initially;
  }
}
