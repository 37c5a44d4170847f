import { type RuntimeCapacity, Runtime, smallCapacity } from "@muniment/executor";
import { expect } from "chai";
import { writeWord } from "../../../../packages/executor/src/vm/runtime/words.js";

const capacity: RuntimeCapacity = { ...smallCapacity, accounts: 32_768, slots: 32_768 };
const low64 = (1n << 64n) - 1n;
const rotateRight = (x: bigint, by: bigint) => ((x >> by) | (x << (64n - by))) & low64;

const account = 1 << 30;

/** What of the runtime tells how full each part of its indices is (assembly/runtime/index.ts). */
interface Indices {
  readonly accountIndex: WebAssembly.Global;
  readonly slotIndex: WebAssembly.Global;
  accountPlaces(): number;
  slotPlaces(): number;
}

/** How crowded an index is. Finding an entry never looks at more places than there are used ones in a row. */
interface Crowding {
  /** The most used places in a row. */
  readonly longest: number;
  /** Places that a search which begins anywhere looks at, on average. */
  readonly mean: number;
}

function crowding(runtime: Runtime, what: "account" | "slot"): Crowding {
  const wasm = runtime.wasm as unknown as Indices;
  const at = Number(wasm[`${what}Index`].value) >>> 0;
  const places = wasm[`${what}Places`]();
  const index = new Uint32Array(runtime.memory.buffer, at, places);
  const start = index.indexOf(0);
  let [longest, run, looks] = [0, 0, 0];
  for (let step = 1; step <= places; step++) {
    if (index[(start + step) % places] !== 0) run++;
    else {
      longest = Math.max(longest, run);
      looks += ((run + 1) * (run + 2)) / 2;
      run = 0;
    }
  }
  return { longest, mean: looks / places };
}

/** The crowding of an index with these slots or accounts, the worst of three chances. */
function crowd(what: "account" | "slot", words: readonly bigint[], chances = [1n, 2n, 3n]): Crowding {
  const all = chances.map((chance) => {
    const runtime = new Runtime({ rules: { kind: "muniment" }, capacity, chance });
    const at = runtime.wasm.inputRegion() >>> 0;
    const view = new DataView(runtime.memory.buffer);
    for (const word of words) {
      writeWord(view, at, word);
      if (what === "slot") runtime.wasm.slotAt(account, at);
      else runtime.wasm.accountOf(at);
    }
    return crowding(runtime, what);
  });
  return {
    longest: Math.max(...all.map(({ longest }) => longest)),
    mean: Math.max(...all.map(({ mean }) => mean)),
  };
}

/** Numbers in a row, and entries that go anywhere by chance, stay well below this; colliding ones are far above. */
function expectSpread({ longest, mean }: Crowding): void {
  expect(longest).to.be.lessThan(500);
  expect(mean).to.be.lessThan(40);
}

const many = (word: (index: bigint) => bigint) =>
  Array.from({ length: 16_000 }, (_, index) => word(BigInt(index)));

/** The runtime's keys for a chance, and where a slot with one limb goes (assembly/runtime/spread.ts). */
function spread(chance: bigint): (limb: bigint) => bigint {
  const keys = Array.from({ length: 11 }, (_, index) => {
    let x = (chance + 0x9e3779b97f4a7c15n * BigInt(index + 1)) & low64;
    x = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & low64;
    x = ((x ^ (x >> 27n)) * 0x94d049bb133111ebn) & low64;
    return x ^ (x >> 31n);
  });
  const product = (limb: bigint, key: number) =>
    ((keys[key] ?? 0n) + (limb & 0xffffffffn)) * ((keys[key + 1] ?? 0n) + (limb >> 32n));
  const rest =
    (keys[10] ?? 0n) + product(0n, 2) + product(0n, 4) + product(0n, 6) + product(BigInt(account), 8);
  return (limb) => (rest + product(limb, 0)) & low64;
}

describe("runtime/tables", () => {
  it("EXEC-80: slots whose middle limbs cancel each other are spread as any", () => {
    expectSpread(
      crowd(
        "slot",
        many((index) => index),
      ),
    );
    const chosen = many((index) => {
      const limb = (index * 0x9e3779b97f4a7c15n) & low64;
      return (rotateRight(limb, 17n) << 64n) | (rotateRight(limb, 31n) << 128n);
    });
    expectSpread(crowd("slot", chosen));
  });

  it("EXEC-80: slots and accounts that differ in the upper bits of their limbs are spread as any", () => {
    const upper = (index: bigint, limbs: number) => {
      let word = 0n;
      for (let limb = 0n; limb < limbs; limb++) {
        const bits = (index >> (4n * limb)) & 15n;
        word |= ((bits << 60n) | (bits << 28n)) << (64n * limb);
      }
      return word;
    };
    expectSpread(
      crowd(
        "slot",
        many((index) => upper(index, 4)),
      ),
    );
    expectSpread(
      crowd(
        "account",
        many((index) => index),
      ),
    );
    // No more numbers of this kind fit an address.
    const few = Array.from({ length: 256 }, (_, index) => upper(BigInt(index), 2) & ((1n << 160n) - 1n));
    expectSpread(crowd("account", few));
  });

  it("EXEC-80: slots chosen to collide under one chance crowd there, and under no other", () => {
    const place = spread(1n);
    const chosen: bigint[] = [];
    for (let limb = 0n; chosen.length < 2_000; limb++) if (place(limb) >> 58n === 5n) chosen.push(limb);
    const { longest, mean } = crowd("slot", chosen, [1n]);
    expect(longest).to.be.greaterThan(1_900);
    expect(mean).to.be.greaterThan(400);
    expectSpread(crowd("slot", chosen, [2n, 3n, 4n]));
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
