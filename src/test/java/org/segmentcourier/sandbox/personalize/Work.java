package org.segmentcourier.sandbox.personalize;

/** What is done before a resource becomes ACTIVE; may take time, and is done without any lock. */
interface Work {

  /**
   * @return what makes the result known, run only if the resource is still being made
   * @throws JobFailed with the reason that its maker is told
   */
  Runnable carryOut(Resource resource) throws JobFailed;
}
