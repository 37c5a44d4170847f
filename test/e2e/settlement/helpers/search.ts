import { type Hex, toHex, utf8 } from "@muniment/protocol";
import type { Channel, Shown } from "./shownOn.js";

/** Something that only some may know: a number of 96 bits at least, so that nothing is found by chance, or a text. */
export type Secret = bigint | string;

/** How a secret may be written. */
export type Form = "bytes" | "bytes in reverse" | "decimal digits" | "hexadecimal digits" | "text";

/** Where a secret was found. */
export interface Finding {
  readonly name: string;
  readonly form: Form;
  readonly channel: Channel;
  readonly transaction: string;
}

/** Looks for secrets in all that L1 shows, in whichever form, at whichever place of a word. */
export function search(shown: readonly Shown[], secrets: ReadonlyMap<string, Secret>): Finding[] {
  return [...secrets].flatMap(([name, secret]) =>
    formsOf(secret).flatMap(([form, needle]) =>
      shown
        .filter(({ text }) => text.includes(needle))
        .map(({ channel, transaction }) => ({ name, form, channel, transaction })),
    ),
  );
}

/** A secret as the hexadecimal digits that show it. */
export function formsOf(secret: Secret): [Form, string][] {
  const digits = (bytes: Uint8Array): string => toHex(bytes).slice(2);
  if (typeof secret === "string") return [["text", digits(utf8(secret))]];
  if (secret >> 95n === 0n) throw new TypeError("a secret that may be found by chance");
  const hex = secret.toString(16);
  const even: Hex = `0x${hex.length % 2 === 0 ? "" : "0"}${hex}`;
  const reverse = (even.slice(2).match(/../g) ?? []).reverse().join("");
  return [
    ["bytes", hex],
    ["bytes in reverse", reverse],
    ["decimal digits", digits(utf8(secret.toString()))],
    ["hexadecimal digits", digits(utf8(hex))],
  ];
}
