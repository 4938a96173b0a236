package org.segmentcourier.sandbox.pinpoint;

import static java.util.Spliterators.spliteratorUnknownSize;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The endpoints of a segment: distinct endpoint numbers in ascending order, kept as the distances
 * between them, so that a segment of five million takes a few megabytes.
 */
final class Members {

  private final byte[] distances;

  Members(byte[] distances) {
    this.distances = distances;
  }

  static Members of(int[] numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int before = 0;
    for (int number : IntStream.of(numbers).sorted().distinct().toArray()) {
      int distance = number - before;
      before = number;
      while (distance > 0x7f) {
        out.write(distance & 0x7f | 0x80);
        distance >>>= 7;
      }
      out.write(distance);
    }
    return new Members(out.toByteArray());
  }

  byte[] distances() {
    return distances;
  }

  IntStream numbers() {
    return StreamSupport.intStream(spliteratorUnknownSize(new Numbers(distances), 0), false);
  }

  long count() {
    return numbers().count();
  }

  Members and(Members others) {
    return of(IntStream.concat(numbers(), others.numbers()).toArray());
  }

  /** Numbers as they come, repeated or not. */
  static final class Collector {
    private int[] numbers = new int[1024];
    private int size;

    void add(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number;
    }

    Members members() {
      return of(Arrays.copyOf(numbers, size));
    }
  }

  private static final class Numbers implements PrimitiveIterator.OfInt {
    private final byte[] distances;
    private int position;
    private int number;

    Numbers(byte[] distances) {
      this.distances = distances;
    }

    @Override
    public boolean hasNext() {
      return position < distances.length;
    }

    @Override
    public int nextInt() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int shift = 0;
      byte next;
      do {
        next = distances[position++];
        number += (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      return number;
    }
  }
}
