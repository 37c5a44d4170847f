import { type BatchHeader, encodeBatchHeader } from "@muniment/protocol";
import { evidenceBits, type RollupContracts } from "@muniment/sdk";
import { expect } from "chai";
import type { Signer } from "ethers";

/** Has somebody make a lane's batches FINAL whose window is over, up to one. */
export async function finalize({ Rollup, lane }: RollupContracts, by: Signer, header: BatchHeader) {
  const rollup = Rollup.connect(by);
  const secured = BigInt(evidenceBits.SECURED);
  for (let index = (await Rollup.lastFinal(lane)) + 1n; index <= header.index; index++) {
    const isSecured = ((await Rollup.evidenceOf(lane, index)) & secured) !== 0n;
    if (!isSecured) await (await rollup.secure(lane, index)).wait();
  }
  await (await rollup.finalize(encodeBatchHeader(header))).wait();
  expect(await Rollup.lastFinal(lane)).to.equal(header.index);
}
