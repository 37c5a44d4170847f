import { expect } from "chai";
import type { MachineState } from "../../../../packages/executor/src/index.js";
import { blsPoints } from "../../../executor/vm/precompiles/helpers/blsPoints.js";
import { bytes } from "../../../executor/vm/precompiles/helpers/bytes.js";
import { curveInputs } from "../../../executor/vm/precompiles/helpers/curveInputs.js";
import { p256Inputs } from "../../../executor/vm/precompiles/helpers/p256Inputs.js";
import { randomBytes } from "../../../executor/vm/precompiles/helpers/randomBytes.js";
import { pointEvaluation } from "../../../executor/helpers/crossCheck/precompileInputs.js";
import { deployFamilies } from "./helpers/deployFamilies.js";
import { makeState, viewOf } from "./helpers/makeState.js";
import { Stepped } from "./helpers/stepped.js";

const { compareStep } = await deployFamilies();
const random = randomBytes(0x5eed0006);
const inputs = curveInputs(random);
const { order } = blsPoints;
const most = 2_000_000n;

interface Choices {
  readonly gas?: bigint;
  /** Counted by the block before the transaction, and by the transaction. */
  readonly block?: number;
  readonly own?: number;
  readonly type?: number;
  /** Bytes before the input in its pages. */
  readonly offset?: number;
}

function stateOf(number: number, input: Uint8Array, choices: Choices): MachineState {
  const { gas = 10_000_000n, block = 0, own = 0, type = 2, offset = 0 } = choices;
  const state = makeState({
    code: new Uint8Array(0),
    gas,
    callData: viewOf(bytes(random(offset), input), offset),
  });
  state.data = { phase: "precompile", number };
  state.leaf = { ...state.leaf, precompileCount: block };
  state.precompiles = own;
  state.transaction = { ...state.transaction!, type };
  state.frame!.code = undefined;
  return state;
}

/** Makes the step in both machines. @returns How the frame ended: its status, or undefined when it was passed over. */
async function call(number: number, input: Uint8Array, choices: Choices = {}): Promise<number | undefined> {
  const machine = new Stepped(stateOf(number, input, choices));
  await compareStep(machine);
  const { data } = machine.state;
  return data.phase === "leave" ? data.status : undefined;
}

/** A call with all its gas, with a gas less than it costs, and with exactly that. */
async function callAround(number: number, input: Uint8Array): Promise<number | undefined> {
  const machine = new Stepped(stateOf(number, input, {}));
  await compareStep(machine);
  const price = 10_000_000n - machine.state.frame!.gas;
  if (price < 10_000_000n) {
    expect(await call(number, input, { gas: price, offset: 1000 })).to.equal(0);
    if (price > 0n) expect(await call(number, input, { gas: price - 1n })).to.equal(2);
  }
  return machine.state.data.phase === "leave" ? machine.state.data.status : undefined;
}

const modexp = (base: number, exponent: Uint8Array, modulus: number, rest = 0): Uint8Array =>
  bytes(
    ...[BigInt(base), BigInt(exponent.length), BigInt(modulus), random(base), exponent, random(modulus)],
  ).subarray(0, 96 + base + exponent.length + modulus - rest);

describe("PrecompileFamily", () => {
  it("PRECOMPILE-3 to PRECOMPILE-6, DISPUTE-45: hashes, signatures and identity", async () => {
    const signature = bytes(random(32), 27n, random(32), random(32));
    for (const input of [new Uint8Array(0), signature, signature.subarray(0, 100), random(1500)]) {
      for (const number of [1, 2, 3, 4]) expect(await callAround(number, input)).to.equal(0);
    }
    expect(await call(4, random(131_072))).to.equal(0);
    expect(await call(2, random(131_072))).to.equal(0);
  });

  it("PRECOMPILE-7 to PRECOMPILE-9: MODEXP at EIP-7883's price", async () => {
    const exponents = [0, 1, 2, 31, 32, 33, 64].map((size) => random(size));
    const zeros = new Uint8Array(33);
    for (const exponent of [...exponents, zeros, bytes(1n), bytes(zeros, random(3))]) {
      for (const size of [0, 1, 8, 31, 32, 33, 64, 100]) await callAround(5, modexp(size, exponent, size));
    }
    for (const rest of [1, 5, 40, 90, 120]) await callAround(5, modexp(20, random(40), 33, rest));
    for (const size of [0, 1, 31, 32, 33, 95, 96, 97])
      await callAround(5, modexp(40, random(40), 40).subarray(0, size));
    for (const [base, exponent, modulus] of [
      [1024n, 1n, 1024n],
      [1025n, 1n, 1n],
      [1n, 1025n, 1n],
      [1n, 1n, 1025n],
      [1n << 64n, 1n, 1n],
      [0n, 1n << 255n, 0n],
    ] as const) {
      await callAround(5, bytes(base, exponent, modulus, random(3000)));
    }
  });

  it("PRECOMPILE-10 to PRECOMPILE-12: bn254 and BLAKE2b", async () => {
    for (let round = 0; round < 6; round++) {
      await callAround(6, inputs.spoil(bytes(inputs.bn254G1(), inputs.bn254G1()), 4));
      await callAround(7, inputs.spoil(bytes(inputs.bn254G1(), inputs.scalar(order)), 4));
      const pairs = Array.from({ length: round }, () => bytes(inputs.bn254G1(), inputs.bn254G2()));
      await callAround(8, inputs.spoil(bytes(...pairs, ...(round === 5 ? [random(7)] : [])), 4));
      const rounds = [0, 1, 12, 65_536, 2_000_000, 2_000_001][round]!;
      const head = bytes(rounds.toString(16).padStart(8, "0"));
      await callAround(9, bytes(head, random(208), Uint8Array.of(round === 3 ? 2 : round & 1)));
      await callAround(9, bytes(head, random(208 + (round & 1 ? 0 : 2))));
    }
  });

  it("PRECOMPILE-13, PRECOMPILE-19: point evaluation and P-256", async () => {
    expect(await callAround(10, bytes(pointEvaluation))).to.equal(0);
    for (const at of [0, 40, 70, 100, 150]) {
      const wrong = bytes(pointEvaluation);
      wrong[at]! ^= 1;
      expect(await call(10, wrong)).to.equal(2);
    }
    for (const input of p256Inputs(random, 20)) expect(await callAround(0x100, input)).to.equal(0);
    expect(await callAround(0x100, random(159))).to.equal(0);
  });

  it("PRECOMPILE-14 to PRECOMPILE-18: BLS12-381", async () => {
    for (let round = 0; round < 4; round++) {
      await callAround(0x0b, inputs.spoil(bytes(inputs.blsG1(4), inputs.blsG1(4)), 4));
      await callAround(0x0d, inputs.spoil(bytes(inputs.blsG2(4), inputs.blsG2(4)), 4));
      for (const terms of [0, 1, 2, 5, 128, 129].slice(0, round === 0 ? 6 : 4)) {
        const first = Array.from({ length: terms }, () => bytes(inputs.blsG1(1000), inputs.scalar(order)));
        await callAround(0x0c, bytes(...first));
        const second = Array.from({ length: terms }, () => bytes(inputs.blsG2(1000), inputs.scalar(order)));
        await callAround(0x0e, bytes(...second));
      }
      const pairs = Array.from({ length: round }, () => bytes(inputs.blsG1(9), inputs.blsG2(9)));
      await callAround(0x0f, bytes(...pairs));
      await callAround(0x0c, random(161));
      const element = () => bytes("0".repeat(32), random(48));
      await callAround(0x10, element());
      await callAround(0x11, bytes(element(), element()));
    }
  }).timeout(600_000);

  it("EXEC-23: a call of more than 2,000,000 gas fails", async () => {
    const input = (pairs: number) => new Uint8Array(192 * pairs);
    expect(await call(8, input(57), { gas: 10_000_000n })).to.equal(0);
    expect(await call(8, input(58), { gas: 10_000_000n })).to.equal(2);
    expect(most).to.equal(2_000_000n);
  });

  it("EXEC-26, EXEC-27, DISPUTE-42: what a block's calls count together", async () => {
    const input = random(64);
    // 45,000 of a pairing of no pairs; 84 of SHA-256, of which a quarter counts; nothing of the identity.
    for (const [number, price] of [
      [8, 45_000],
      [2, 21],
      [4, 0],
    ] as const) {
      const data = number === 8 ? new Uint8Array(0) : input;
      const room = 8_000_000 - price;
      expect(await call(number, data, { own: room })).to.equal(0);
      expect(await call(number, data, { block: room })).to.equal(0);
      expect(await call(number, data, { block: 1000, own: room - 1000 })).to.equal(0);
      if (price === 0) continue;
      expect(await call(number, data, { own: room + 1 })).to.equal(2);
      expect(await call(number, data, { block: room + 1 }), "passed over").to.equal(undefined);
      expect(await call(number, data, { block: 1000, own: room - 999 })).to.equal(undefined);
      expect(await call(number, data, { block: room + 1, type: 0x7e })).to.equal(2);
    }
  });
});
