import { ProtocolError } from "@muniment/protocol";
import { signedBlockSchema, verifySignedBlock } from "@muniment/sdk";
import { computeAddress } from "ethers";
import { laneSigning } from "../lane/LaneTask.js";

const { key, domain } = laneSigning;
const authority = {
  l1ChainId: domain.chainId,
  sequencerBond: domain.verifyingContract,
  lane: 1,
  sequencer: computeAddress(key),
};

/**
 * Checks the signature and the root of every block that the node told of, and that each transaction succeeded.
 * @returns How many receipts there were. @throws BENCH_INVALID, SIGNED_RECEIPT_INVALID
 */
export function checkReceipts(notifications: readonly string[]): number {
  let count = 0;
  for (const text of notifications) {
    const told = JSON.parse(text) as { readonly params: { readonly result: unknown } };
    const { receipts } = verifySignedBlock(signedBlockSchema.parse(told.params.result), authority);
    const failed = receipts.filter(({ isSuccess }) => !isSuccess).length;
    if (failed > 0) throw new ProtocolError("BENCH_INVALID", { problem: `${failed} transfers failed` });
    count += receipts.length;
  }
  return count;
}
