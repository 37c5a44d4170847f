// Values of 32 bytes in memory, at any alignment.

export function copyWord(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
}

export function clearWord(at: usize): void {
  v128.store(at, i64x2.splat(0));
  v128.store(at, i64x2.splat(0), 16);
}

export function isEqualWord(left: usize, right: usize): bool {
  return (
    isSame(left, right, 0) && isSame(left, right, 8) && isSame(left, right, 16) && isSame(left, right, 24)
  );
}

export function isZeroWord(at: usize): bool {
  return (load<u64>(at) | load<u64>(at, 8) | load<u64>(at, 16) | load<u64>(at, 24)) == 0;
}

/** Two bits of a key: the child taken on level `level`, 0 … 127, counted from the most significant bits. */
export function digitOf(key: usize, level: usize): usize {
  return ((<usize>load<u8>(key + (level >> 2))) >> (6 - ((level & 3) << 1))) & 3;
}

function isSame(left: usize, right: usize, offset: usize): bool {
  return load<u64>(left + offset) == load<u64>(right + offset);
}
