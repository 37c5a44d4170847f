/** The RLP list of items that are encoded already. */
export function wrapList(...items: readonly Uint8Array[]): Uint8Array {
  const size = items.reduce((sum, { length }) => sum + length, 0);
  const header = headerOf(size);
  const list = new Uint8Array(header.length + size);
  list.set(header);
  let at = header.length;
  for (const item of items) {
    list.set(item, at);
    at += item.length;
  }
  return list;
}

function headerOf(size: number): Uint8Array {
  if (size <= 55) return Uint8Array.of(0xc0 + size);
  const digits: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(0xf7 + digits.length, ...digits);
}
