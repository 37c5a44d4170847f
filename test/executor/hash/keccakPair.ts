import { expect } from "chai";
import fc from "fast-check";
import { loadWasm } from "../../../packages/executor/src/index.js";
import { keccak256, toHex } from "../../../packages/protocol/src/index.js";

const seed = 20_261_121;
const blockSize = 136;
/** Behind the module's static data: two messages, with something before and behind them, and two digests. */
const [left, right, toLeft, toRight] = [4096, 6296, 8500, 8540] as const;

interface PairExports {
  readonly padBlock: (block: number, size: number) => void;
  readonly keccakPair: (left: number, right: number, blocks: number, toLeft: number, toRight: number) => void;
}

describe("keccakPair", () => {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536 });
  const instance = new WebAssembly.Instance(loadWasm("hash"), { env: { memory } });
  const { padBlock, keccakPair } = instance.exports as unknown as PairExports;
  const bytes = new Uint8Array(memory.buffer);

  /** Lays a message at `at`, between bytes that must not matter, and pads it. Returns the number of its blocks. */
  function lay(message: Uint8Array, at: number): number {
    const before = message.length - (message.length % blockSize);
    const end = at + before + blockSize;
    bytes.fill(0xee, at - 8, end + 8);
    bytes.set(message, at);
    padBlock(at + before, message.length - before);
    expect(toHex(bytes.slice(end, end + 8))).to.equal("0xeeeeeeeeeeeeeeee");
    return before / blockSize + 1;
  }

  const digestAt = (at: number) => toHex(bytes.slice(at, at + 32));
  /** Two messages of as many blocks. */
  const messages = fc.nat(5).chain((before) => {
    const message = fc.uint8Array({
      minLength: before * blockSize,
      maxLength: (before + 1) * blockSize - 1,
      size: "max",
    });
    return fc.tuple(message, message);
  });

  it("TREE-4, TREE-7, BLOCK-24: hashes two messages at once as the reference does", () => {
    const property = fc.property(messages, ([first, second]) => {
      const blocks = lay(first, left);
      lay(second, right);
      keccakPair(left, right, blocks, toLeft, toRight);
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
      keccakPair(left, right, 1, right, left);
      expect([digestAt(right), digestAt(left)], `${size} bytes`).to.deep.equal([
        keccak256(first),
        keccak256(second),
      ]);
    }
  });
});
