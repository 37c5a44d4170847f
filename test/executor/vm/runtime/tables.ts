import { type RuntimeCapacity, Runtime, smallCapacity } from "@muniment/executor";
import { expect } from "chai";
import { writeWord } from "../../../../packages/executor/src/vm/runtime/words.js";

const capacity: RuntimeCapacity = { ...smallCapacity, accounts: 32_768, slots: 32_768 };
const low64 = (1n << 64n) - 1n;
const rotateRight = (x: bigint, by: bigint) => ((x >> by) | (x << (64n - by))) & low64;

/** Milliseconds of the processor that `count` new entries take, the fastest of three times. */
function fill(count: number, insert: (runtime: Runtime, at: number, index: bigint) => void): number {
  const times = [1n, 2n, 3n].map((chance) => {
    const runtime = new Runtime({ rules: { kind: "muniment" }, capacity, chance });
    const at = runtime.wasm.inputRegion() >>> 0;
    const started = process.cpuUsage();
    for (let index = 0; index < count; index++) insert(runtime, at, BigInt(index));
    return process.cpuUsage(started).user / 1000;
  });
  return Math.min(...times);
}

function fillSlots(key: (index: bigint) => bigint): number {
  return fill(16_000, (runtime, at, index) => {
    const view = new DataView(runtime.memory.buffer);
    writeWord(view, at, key(index));
    runtime.wasm.slotAt(1 << 30, at);
  });
}

function fillAccounts(address: (index: bigint) => bigint): number {
  return fill(16_000, (runtime, at, index) => {
    writeWord(new DataView(runtime.memory.buffer), at, address(index));
    runtime.wasm.accountOf(at);
  });
}

describe("runtime/tables", function () {
  this.timeout(60_000);

  it("EXEC-80: slots whose middle limbs cancel each other are found as fast as any", () => {
    const usual = fillSlots((index) => index);
    const chosen = fillSlots((index) => {
      const spread = (index * 0x9e3779b97f4a7c15n) & low64;
      return (rotateRight(spread, 17n) << 64n) | (rotateRight(spread, 31n) << 128n);
    });
    expect(chosen).to.be.lessThan(8 * usual + 200);
  });

  it("EXEC-80: slots and accounts that differ in the upper bits of their limbs are found as fast as any", () => {
    const upper = (index: bigint, limbs: number) => {
      let word = 0n;
      for (let limb = 0n; limb < limbs; limb++) {
        const bits = (index >> (4n * limb)) & 15n;
        word |= ((bits << 60n) | (bits << 28n)) << (64n * limb);
      }
      return word;
    };
    expect(fillSlots((index) => upper(index, 4))).to.be.lessThan(8 * fillSlots((index) => index) + 200);
    expect(fillAccounts((index) => upper(index, 2) & ((1n << 160n) - 1n))).to.be.lessThan(
      8 * fillAccounts((index) => index) + 200,
    );
  });

  it("STATE_CHANGES_INVALID: a code record that claims to be longer than the memory is refused", () => {
    for (const size of [0xffffffff, 0xfffffff9, 0xfffffff0, 0x80000000, 1]) {
      const runtime = new Runtime({ rules: { kind: "muniment" } });
      const record = new Uint8Array(48);
      const view = new DataView(record.buffer);
      view.setUint32(0, 3, true);
      view.setUint32(8, size, true);
      expect(() => runtime.load(record))
        .to.throw()
        .with.property("code", "STATE_CHANGES_INVALID");
    }
  });
});
