import { type ErrorValue, ProtocolError } from "@muniment/protocol";
import type { EncodedRefusal } from "./encodeRefusal.js";
import { refusalCodes } from "./refusalCodes.js";

const decoder = new TextDecoder();

/**
 * The error that `encodeRefusal` took apart.
 * @throws RECORD_MALFORMED when its number is none of the list's.
 */
export function decodeRefusal({ number, evidence }: EncodedRefusal): ProtocolError {
  const code = refusalCodes[number - 1];
  if (code === undefined) {
    throw new ProtocolError("RECORD_MALFORMED", { record: "refusal", problem: `there is no code ${number}` });
  }
  // Copied first: a decoder does not read shared memory.
  const triples = JSON.parse(decoder.decode(evidence.slice())) as readonly [string, string, string][];
  const context = Object.fromEntries(triples.map(([name, type, text]) => [name, valueOf(type, text)]));
  return new ProtocolError<typeof code>(code, context as never);
}

function valueOf(type: string, text: string): ErrorValue {
  if (type === "number") return Number(text);
  if (type === "bigint") return BigInt(text);
  return type === "boolean" ? text === "true" : text;
}
