import { expect } from "chai";
import {
  BatchSizer,
  decodeBatchData,
  encodeBatchData,
  encodeTransaction,
  keccak256,
  toHex,
  utf8,
} from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

const chainId = 424_242;
const parentTime = 1_800_000_000n;
const token: Hex = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
const count = 1000;
const blockSize = 320;

const numberOf = (text: string): bigint => BigInt(keccak256(utf8(text)));
/** A hash cut to 255 bits: as long as r and s are. */
const signatureOf = (text: string) => ({
  yParity: Number(numberOf(text) % 2n) as 0 | 1,
  r: numberOf(`${text} r`) >> 1n,
  s: numberOf(`${text} s`) >> 2n,
});

/** Transfers of a permissioned token to holders drawn evenly, as the executor's benchmark signs them. */
function transfers(holders: number, unit: bigint): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const holder = keccak256(utf8(`holder ${numberOf(`${holders} ${index}`) % BigInt(holders)}`)).slice(26);
    const amount = unit * (1n + (numberOf(`amount ${index}`) % 1_000_000n));
    const words = `${holder.padStart(64, "0")}${amount.toString(16).padStart(64, "0")}`;
    return encodeTransaction({
      ...{ type: 2, chainId: BigInt(chainId), nonce: numberOf(`nonce ${index}`) % 200n, value: 0n },
      ...{ gasLimit: 450_000n, maxFeePerGas: 3_000_000n, maxPriorityFeePerGas: 1_000_000n, accessList: [] },
      ...{ to: token, data: `0xa9059cbb${words}`, signature: signatureOf(`${holders} ${index}`) },
    });
  });
}

describe("protocol > compactSize", () => {
  for (const [holders, unit, most] of [
    [1_000, 1n, 90],
    [10_000, 1n, 95],
    [100_000, 1n, 96],
    [100_000, 10n ** 18n, 104],
  ] as const) {
    it(`BATCH-6: a transfer among ${holders} holders, in units of ${unit}, takes at most ${most} bytes`, () => {
      const raws = transfers(holders, unit);
      const blocks = [];
      for (let at = 0; at < count; at += blockSize) {
        blocks.push({ time: parentTime + BigInt(at), transactions: raws.slice(at, at + blockSize) });
      }
      const sizer = new BatchSizer(chainId, parentTime);
      for (const block of blocks) sizer.add(block);
      const data = encodeBatchData({ parentTime, chainId, blocks });
      expect(sizer.size()).to.be.within(data.length, data.length + count);
      expect(data.length / count).to.be.at.most(most);
      const decoded = decodeBatchData(data, blocks.length, chainId);
      const back = decoded.flatMap(({ transactions }) => transactions.map(({ raw }) => raw && toHex(raw)));
      expect(back).to.deep.equal(raws.map((raw) => toHex(raw)));
    });
  }
});
