import { ProtocolError } from "@muniment/protocol";
import { DerCursor } from "./DerCursor.js";
import type { DerElement } from "./DerCursor.js";

/** A list of revoked certificates (RFC 5280, section 5.1), as far as it is looked at. */
export interface RevocationList {
  /** What is signed. */
  readonly signed: Uint8Array;
  /** ECDSA with SHA-256, DER. */
  readonly signature: Uint8Array;
  /** When it was made, and when the next one is due; Unix seconds. */
  readonly from: bigint;
  readonly until: bigint;
  /** Serial numbers of what is revoked, hexadecimal without leading zeros. */
  readonly serials: ReadonlySet<string>;
}

const tags = { integer: 0x02, bits: 0x03, sequence: 0x30, utcTime: 0x17, time: 0x18 } as const;

/** @throws QUOTE_INVALID */
export function readRevocations(bytes: Uint8Array): RevocationList {
  const outer = new DerCursor(new DerCursor(bytes).read(tags.sequence).content);
  const signed = outer.read(tags.sequence);
  outer.read(tags.sequence);
  // Its first byte counts the bits that do not count.
  const signature = outer.read(tags.bits).content.subarray(1);
  const list = new DerCursor(signed.content);
  if (list.tag === tags.integer) list.read();
  list.read(tags.sequence);
  list.read(tags.sequence);
  const from = secondsOf(list.read());
  const until = secondsOf(list.read());
  const serials = list.tag === tags.sequence ? serialsIn(list.read().content) : new Set<string>();
  return { signed: signed.whole, signature, from, until, serials };
}

function serialsIn(content: Uint8Array): Set<string> {
  const entries = new DerCursor(content);
  const serials = new Set<string>();
  while (entries.tag !== undefined) {
    const serial = new DerCursor(entries.read(tags.sequence).content).read(tags.integer).content;
    serials.add(Buffer.from(serial).toString("hex").replace(/^0+/, ""));
  }
  return serials;
}

/** UTCTime says years of two digits, which are 1950 to 2049. */
function secondsOf({ tag, content }: DerElement): bigint {
  const text = Buffer.from(content).toString("latin1");
  const century = tag === tags.utcTime ? (Number(text.slice(0, 2)) < 50 ? "20" : "19") : "";
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text);
  if ((tag !== tags.utcTime && tag !== tags.time) || parts === null) {
    throw new ProtocolError("QUOTE_INVALID", { problem: "a list of revocations has no times" });
  }
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [number, ...number[]];
  return BigInt(Date.UTC(year, (month ?? 1) - 1, day, hour, minute, second) / 1000);
}
