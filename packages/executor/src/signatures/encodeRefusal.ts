import { isProtocolError } from "@muniment/protocol";
import { refusalCodes } from "./refusalCodes.js";

/** The most that the evidence of one refusal takes, bytes. */
export const evidenceLimit = 512;

const encoder = new TextEncoder();

/** A refusal as it crosses the threads. */
export interface EncodedRefusal {
  /** Number of the code in `refusalCodes`, from 1. */
  readonly number: number;
  /** The evidence: JSON of [name, type, text] triples, UTF-8, at most `evidenceLimit` bytes. */
  readonly evidence: Uint8Array;
}

/** Takes an error apart; undefined when it is not a refusal of a transaction but a defect, which must not be hidden. */
export function encodeRefusal(error: unknown): EncodedRefusal | undefined {
  if (!isProtocolError(error)) return undefined;
  const number = refusalCodes.findIndex((code) => code === error.code) + 1;
  if (number === 0) return undefined;
  const triples = Object.entries(error.context).map(([name, value]) => [name, typeof value, String(value)]);
  const evidence = encoder.encode(JSON.stringify(triples));
  return { number, evidence: evidence.length <= evidenceLimit ? evidence : encoder.encode("[]") };
}
