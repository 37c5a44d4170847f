/** A place in a program whose position is known only when the program is laid out. */
export type Label = { readonly label: string };
/** A PUSH3 of a label's position, and what to add to it. */
export type PushLabel = { readonly push: string; readonly plus: number };
/** A piece of a program: bytes, a position, a push of a position. */
export type Item = number | Label | PushLabel;
/** Instructions that belong together and can be left out together when a failing program is made smaller. */
export type Fragment = readonly Item[];

/** The bytes of a program; a label that is no longer there stands for position zero. */
export function assemble(fragments: readonly Fragment[]): Uint8Array {
  const items = fragments.flat();
  const positions = new Map<string, number>();
  let size = 0;
  for (const item of items) {
    if (typeof item === "number") size += 1;
    else if ("label" in item) positions.set(item.label, size);
    else size += 4;
  }
  const bytes: number[] = [];
  for (const item of items) {
    if (typeof item === "number") bytes.push(item);
    else if ("push" in item) {
      const position = Math.max(0, (positions.get(item.push) ?? 0) + item.plus);
      bytes.push(0x62, (position >> 16) & 255, (position >> 8) & 255, position & 255);
    }
  }
  return Uint8Array.from(bytes);
}

/** The shortest PUSH of a word, PUSH0 included. */
export function push(word: bigint): number[] {
  if (word === 0n) return [0x5f];
  const digits = word.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const bytes = [0x5f + even.length / 2];
  for (let i = 0; i < even.length; i += 2) bytes.push(Number.parseInt(even.slice(i, i + 2), 16));
  return bytes;
}
