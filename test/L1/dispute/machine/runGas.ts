import { expect } from "chai";
import { getBytes } from "ethers";
import { zeroHash } from "../../../../packages/protocol/src/index.js";
import { deployRun } from "./helpers/deployRun.js";
import { makeState, type StateChoices, viewOf } from "./helpers/makeState.js";
import { Stepped } from "./helpers/stepped.js";
import { transferLike } from "./helpers/transferLike.js";

const { ethers, family } = await deployRun();
const probe = await ethers.deployContract("GasProbe");
const bytes = (size: number) => Uint8Array.from({ length: size }, (_, index) => (index * 7 + 1) & 0xff);

/** Gas of a run in a transaction of its own, and without what its calldata cost. */
async function gasOf(choices: StateChoices, most: number) {
  const machine = new Stepped(makeState(choices));
  const { before, done, witness } = machine.run(most);
  const data = family.interface.encodeFunctionData("run", [zeroHash, before, most, witness]);
  const [, later] = await probe.measure(family, data, { gasLimit: 16_777_216n });
  const tokens = getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 1 : 4), 0);
  // EIP-7623: what the calldata cost at least.
  const whole = 21_000 + Math.max(4 * tokens + Number(later), 10 * tokens);
  return { done, running: Number(later), whole };
}

describe("RunFamily: gas", () => {
  const code = transferLike();
  const callData = viewOf(bytes(68), 0, 68);
  const token: StateChoices = { code, callData, gas: 5_000_000n };

  it("DISPUTE-7: an instruction of 512 like a token's takes at most 450 gas of L1", async () => {
    const { done, running, whole } = await gasOf(token, 512);
    expect(done).to.equal(512);
    expect(running / done, "running").to.be.lessThan(450);
    expect(whole / done, "whole").to.be.lessThan(550);
    const longest = await gasOf(token, 2048);
    expect(longest.done).to.equal(2048);
    expect(longest.whole / longest.done, "longest").to.be.lessThan(450);
  });

  it("DISPUTE-7: the step that needs most, and the longest run of what costs most, fit one transaction of L1", async () => {
    const memory = bytes(131_072);
    const region = 49_152n;
    const gas = 16_000_000n;
    const worst: Record<string, StateChoices> = {
      log: {
        code: Uint8Array.of(0xa4),
        stack: [1n, 2n, 3n, 4n, region, 1n],
        memory,
        logs: bytes(70_000),
        gas,
      },
      keccak: { code: Uint8Array.of(0x20), stack: [region, 1n], memory, gas },
      mcopy: { code: Uint8Array.of(0x5e), stack: [region, 1n, 80_000n], memory, gas },
      callDataCopy: {
        code: Uint8Array.of(0x37),
        stack: [region, 1n, 1n],
        memory,
        callData: viewOf(memory),
        gas,
      },
      grow: { code: Uint8Array.of(0x52), stack: [1n, 131_040n], gas },
    };
    for (const [name, choices] of Object.entries(worst)) {
      const { whole } = await gasOf(choices, 1);
      expect(whole, name).to.be.lessThan(8_000_000);
    }
    const copying = Uint8Array.from([
      0x5b,
      ...Array.from({ length: 11 }, () => [0x61, 0x80, 0, 0x5f, 0x60, 1, 0x5e]).flat(),
      0x5f,
      0x56,
    ]);
    const { whole } = await gasOf({ code: copying, memory, gas }, 2048);
    expect(whole).to.be.lessThan(16_777_216);
  });
});
