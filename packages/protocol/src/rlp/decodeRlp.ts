import { RlpCursor } from "./RlpCursor.js";

/** What decoding gives: byte strings and lists of these; RLP itself does not tell integers from strings. */
export type RlpValue = Uint8Array | readonly RlpValue[];

/** Deeper nesting than any of Ethereum's forms has is refused, so that no input exhausts the stack. */
const depthLimit = 64;

/**
 * Decodes canonical RLP into copies of its strings.
 * @throws RLP_MALFORMED when it is not canonical, has trailing bytes, or nests deeper than 64 lists.
 */
export function decodeRlp(bytes: Uint8Array): RlpValue {
  const cursor = new RlpCursor(bytes, 0, bytes.length);
  const value = readValue(cursor, 0);
  cursor.finish();
  return value;
}

function readValue(cursor: RlpCursor, depth: number): RlpValue {
  if (!cursor.isList()) {
    cursor.readString();
    return cursor.bytes.slice(cursor.valueStart, cursor.valueEnd);
  }
  if (depth === depthLimit) cursor.refuse(cursor.position, `lists nest deeper than ${depthLimit}`);
  const outer = cursor.enterList();
  const items: RlpValue[] = [];
  while (!cursor.isAtEnd()) items.push(readValue(cursor, depth + 1));
  cursor.leaveList(outer);
  return items;
}
