package org.segmentcourier.segment;

import static com.fasterxml.jackson.core.JsonToken.END_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.END_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.START_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NULL;
import static com.fasterxml.jackson.core.JsonToken.VALUE_STRING;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.segmentcourier.segment.BadSegment.Code;

/**
 * The users of one segment, batch by batch, as a stream over its line: memory depends on the size
 * of a batch, not on that of the segment. It has a parser of its own, so that a streaming split may
 * look ahead in one segment while another is read.
 *
 * <p>After its last batch, or an error, it is closed and has no next.
 */
final class Batches implements Iterator<UserBatch>, Closeable {

  /** An error text of Personalize is kept up to this length. */
  private static final int LONGEST_REASON = 500;

  private final Segment segment;
  private final int size;
  private final JsonParser parser;
  private final WrittenIds written;
  private final DistinctUsers distinct;
  private State state = State.LINE;
  private boolean withUsers;
  private String error;
  private long position;

  /** What the next token belongs to. */
  private enum State {
    LINE,
    OUTPUT,
    USERS,
    ENDED,
    CLOSED
  }

  /**
   * @throws BadSegment if the line has no query
   */
  Batches(Segment segment, int size) throws IOException {
    segment.query();
    this.segment = segment;
    this.size = size;
    this.written = new WrittenIds(segment);
    this.distinct = new DistinctUsers(written);
    this.parser = Json.open(segment.path(), segment.start(), segment.length());
    parser.nextToken(); // the brace, which the query's reader has seen
  }

  @Override
  public boolean hasNext() {
    return state != State.CLOSED;
  }

  /**
   * @throws BadSegment if the line turns out to be broken, or an error; nothing of it is to be used
   */
  @Override
  public UserBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    boolean done = false;
    try {
      var batch = read();
      done = true;
      return batch;
    } catch (JsonProcessingException e) {
      throw Json.bad(e);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + segment, e);
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private UserBatch read() throws IOException {
    var users = new UserIds(size);
    long start = position;
    while (users.size() < size && state != State.ENDED) {
      JsonToken token = parser.nextToken();
      switch (state) {
        case USERS -> user(token, users);
        case OUTPUT -> output(token);
        default -> line(token);
      }
    }
    if (start == 0 && users.size() > 0) {
      distinct.expect(position * segment.length() / (users.offset(users.size() - 1) + 1));
    }
    int read = users.size(); // not by the position, which the ledger compares it with
    distinct.retain(users); // it asks what the line says, so the line is still open
    if (state == State.ENDED) {
      close();
    }
    int duplicates = read - users.size();
    return new UserBatch(start, position, users, duplicates, state == State.CLOSED);
  }

  /** A member of the line's own object, or its end. */
  private void line(JsonToken token) throws IOException {
    if (token == END_OBJECT) {
      end();
      return;
    }
    var name = parser.currentName();
    var value = parser.nextToken();
    if (name.equals("output") && value == START_OBJECT) {
      state = State.OUTPUT;
    } else if (name.equals("error") && value != VALUE_NULL) {
      error = value.isScalarValue() ? parser.getText() : "an error that is no text";
      parser.skipChildren();
    } else {
      parser.skipChildren();
    }
  }

  private void output(JsonToken token) throws IOException {
    if (token == END_OBJECT) {
      state = State.LINE;
      return;
    }
    var name = parser.currentName();
    var value = parser.nextToken();
    boolean users = name.equals("usersList") || name.equals("recommendedUsers");
    if (users && value == START_ARRAY) {
      if (withUsers) {
        throw new BadSegment(Code.NO_USERS, "the line has more than one list of users");
      }
      withUsers = true;
      state = State.USERS;
    } else {
      parser.skipChildren();
    }
  }

  private void user(JsonToken token, UserIds users) throws IOException {
    if (token == END_ARRAY) {
      state = State.OUTPUT;
      return;
    }
    position++;
    if (token != VALUE_STRING) {
      throw new BadSegment(Code.NO_ID, "user " + position + " of the list is no text");
    }
    long offset = parser.currentTokenLocation().getByteOffset();
    if (!users.add(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), offset)) {
      throw new BadSegment(
          Code.NO_TEXT,
          "user " + position + " of the list has half a character (a lone surrogate)");
    }
  }

  private void end() throws IOException {
    if (error != null) {
      throw new BadSegment(Code.ERROR, "Personalize says: " + Text.shown(error, LONGEST_REASON));
    }
    if (!withUsers) {
      throw new BadSegment(
          Code.NO_USERS, "the line has neither users nor an error: its output is empty");
    }
    if (parser.nextToken() != null) {
      throw new BadSegment(Code.TRAILING, "something follows the JSON object on its line");
    }
    state = State.ENDED;
  }

  @Override
  public void close() {
    state = State.CLOSED;
    try (parser) {
      written.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't close " + segment, e);
    }
  }
}
