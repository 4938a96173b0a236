package org.segmentcourier.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A policy document. The sandbox understands what a service's access to a queue, bucket or role
 * takes; anything else in a document is refused rather than guessed.
 */
public final class Policy {

  private final List<Statement> statements;

  private Policy(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * @throws IllegalArgumentException if the document isn't understood, with the part of it
   */
  public static Policy of(JsonNode document) {
    document
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!List.of("Version", "Id", "Statement").contains(key)) {
                throw new IllegalArgumentException("a policy has no member '" + key + "'");
              }
            });
    var statements = new ArrayList<Statement>();
    Texts.each(document.path("Statement")).forEach(one -> statements.add(Statement.of(one)));
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("a policy must have a Statement");
    }
    return new Policy(List.copyOf(statements));
  }

  /** Whether a statement allows the access and none denies it. */
  public boolean allows(Access access) {
    return applies(access, true) && !applies(access, false);
  }

  /** The actions that it allows, for some resource. */
  public Set<String> allowed() {
    return statements.stream()
        .filter(Statement::allows)
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean applies(Access access, boolean allowing) {
    return statements.stream().anyMatch(one -> one.allows() == allowing && one.fits(access));
  }
}
