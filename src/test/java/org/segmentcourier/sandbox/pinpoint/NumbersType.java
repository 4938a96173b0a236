package org.segmentcourier.sandbox.pinpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How the numbers of one user's endpoints lie in the store: how many, then each. */
final class NumbersType extends BasicDataType<int[]> {

  static final NumbersType INSTANCE = new NumbersType();

  private NumbersType() {}

  @Override
  public int getMemory(int[] numbers) {
    return 16 + 4 * numbers.length;
  }

  @Override
  public void write(WriteBuffer buffer, int[] numbers) {
    buffer.putVarInt(numbers.length);
    Arrays.stream(numbers).forEach(buffer::putVarInt);
  }

  @Override
  public int[] read(ByteBuffer buffer) {
    int[] numbers = new int[DataUtils.readVarInt(buffer)];
    Arrays.setAll(numbers, i -> DataUtils.readVarInt(buffer));
    return numbers;
  }

  @Override
  public int[][] createStorage(int size) {
    return new int[size][];
  }

  @Override
  public int compare(int[] a, int[] b) {
    return Arrays.compare(a, b);
  }
}
