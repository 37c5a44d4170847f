import { fromHex, type Hex } from "@muniment/protocol";
import {
  g1,
  g2,
  minusG1,
  pointEvaluation,
  word,
} from "../../../../../executor/helpers/crossCheck/precompileInputs.js";
import type { GivenTransaction } from "../../../../../executor/machine/helpers/compareTransaction.js";
import { account, givenProbe, op } from "../../helpers/probes.js";

const callee: Hex = "0x000000000000000000000000000000000000b001";
const call = 0xf1;
const element = (value: number): string => word(0n) + word(BigInt(value));

/** Inputs that precompiled contracts answer to, of those that neither the vectors nor chance give any. */
const inputs: Readonly<Record<number, string>> = {
  0x0a: pointEvaluation,
  0x0b: g1 + g1,
  0x0c: g1 + word(5n) + minusG1 + word(2n),
  0x0d: g2 + g2,
  0x0e: g2 + word(7n),
  0x0f: g1 + g2 + minusG1 + g2,
  0x10: element(3),
  0x11: element(4) + element(5),
};

/** A contract that gives its call data to a precompiled contract. */
function forwarding(number: number, input: string, gas = 1_000_000): GivenTransaction {
  const data = fromHex(`0x${input}`);
  const code = [...op(0x37, 0, 0, data.length), ...op(call, gas, number, 0, 0, data.length, 0, 256)];
  return givenProbe(Uint8Array.from(code), { data });
}

/** A stack that is filled up, turned over within its topmost 17 words, and overflows. */
function deepStack(): GivenTransaction {
  const [pop, duplicate, swap] = [0x50, 0x80, 0x90];
  const turns = Array.from({ length: 16 }, (_, depth) => [pop, duplicate + depth, swap + depth]).flat();
  return givenProbe(Uint8Array.from([...Array<number>(1024).fill(0x5f), ...turns, duplicate]));
}

/** A contract that calls itself until its call data have 18 bytes. */
function deepCalls(): GivenTransaction {
  const isLast = [0x36, 0x60, 18, 0x14, 0x60, 19, 0x57];
  const callItself = [0x5f, 0x5f, 0x60, 1, 0x36, 0x01, 0x5f, 0x5f, 0x30, 0x5a, call, 0x00];
  return givenProbe(Uint8Array.from([...isLast, ...callItself, 0x5b, 0x00]));
}

/** An answer of 29,000 bytes, of which the caller wants all. */
function largeAnswer(): GivenTransaction {
  const code = Uint8Array.from([...op(0x52, 20_000, 5), ...op(0xf3, 100, 29_000)]);
  const caller = op(call, 1_000_000, callee, 0, 0, 0, 700, 30_000);
  return givenProbe(Uint8Array.from(caller), { accounts: { [callee]: account({ code }) } });
}

/** Transactions that show what neither official state tests nor random programs do. */
export const ownCases: ReadonlyMap<string, GivenTransaction> = new Map([
  ...Object.entries(inputs).map(
    ([number, input]) =>
      [`precompile 0x${Number(number).toString(16)}`, forwarding(Number(number), input)] as const,
  ),
  ["a large answer", largeAnswer()] as const,
  ["a deep stack", deepStack()] as const,
  ["calls 18 deep", deepCalls()] as const,
  ["SHA-256 without its gas", forwarding(2, word(1n), 10)] as const,
]);
