import { expect } from "chai";
import fc from "fast-check";
import { loadWasm } from "../../../packages/executor/src/index.js";
import { keccak256, toHex } from "../../../packages/protocol/src/index.js";

const seed = 20_261_121;
const blockSize = 136;
/** Behind the module's static data: two blocks, with something before and behind them, and two digests. */
const [left, right, toLeft, toRight] = [4096, 4296, 4500, 4540] as const;

interface PairExports {
  readonly padBlock: (block: number, size: number) => void;
  readonly keccakPair: (left: number, right: number, toLeft: number, toRight: number) => void;
}

describe("keccakPair", () => {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536 });
  const instance = new WebAssembly.Instance(loadWasm("hash"), { env: { memory } });
  const { padBlock, keccakPair } = instance.exports as unknown as PairExports;
  const bytes = new Uint8Array(memory.buffer);

  /** Lays a message at `at`, between bytes that must not matter, and pads it. */
  function lay(message: Uint8Array, at: number): void {
    bytes.fill(0xee, at - 8, at + blockSize + 8);
    bytes.set(message, at);
    padBlock(at, message.length);
    expect(toHex(bytes.slice(at + blockSize, at + blockSize + 8))).to.equal("0xeeeeeeeeeeeeeeee");
  }

  const digestAt = (at: number) => toHex(bytes.slice(at, at + 32));
  const message = fc.uint8Array({ maxLength: blockSize - 1, size: "max" });

  it("TREE-4, TREE-7: hashes two messages of one block at once as the reference does", () => {
    const property = fc.property(message, message, (first, second) => {
      lay(first, left);
      lay(second, right);
      keccakPair(left, right, toLeft, toRight);
      expect([digestAt(toLeft), digestAt(toRight)]).to.deep.equal([keccak256(first), keccak256(second)]);
    });
    fc.assert(property, { seed, numRuns: 300 });
  });

  it("TREE-4, TREE-7: of every size, and into the blocks themselves", () => {
    for (let size = 0; size < blockSize; size++) {
      const first = Uint8Array.from({ length: size }, (_, index) => index * 31 + size);
      const second = new Uint8Array(blockSize - 1 - size).fill(0xff);
      lay(first, left);
      lay(second, right);
      keccakPair(left, right, right, left);
      expect([digestAt(right), digestAt(left)], `${size} bytes`).to.deep.equal([
        keccak256(first),
        keccak256(second),
      ]);
    }
  });
});
