package org.segmentcourier.branch;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Take the segment files of some channels, and of some segments, to a destination.
 *
 * <p>As a consumer, the endpoint is the branch; its options say what the branch takes. As a
 * producer, it hands the message body, a segment file, to the branch of that id, in an exchange of
 * its own.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "branch",
    title = "Branch",
    syntax = "branch:id",
    category = {Category.MESSAGING})
public final class BranchEndpoint extends DefaultEndpoint {

  @UriPath(
      description =
          "Name of the branch, and part of its files' names: a letter a-z, then up to 13 of a-z,"
              + " 0-9 and -.")
  @Metadata(required = true)
  private final String id;

  @UriParam private final BranchOptions options = new BranchOptions();

  private final BranchComponent branches;

  BranchEndpoint(String uri, BranchComponent branches, String id) {
    super(uri, branches);
    this.branches = branches;
    this.id = id;
  }

  @Override
  public Producer createProducer() {
    return new BranchProducer(this, branches);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    var branch = Branch.of(id, options);
    var consumer = new BranchConsumer(this, processor, branches, branch);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  String id() {
    return id;
  }

  /** What the endpoint says of its branch. */
  public BranchOptions getOptions() {
    return options;
  }
}
