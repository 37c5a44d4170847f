import type { Signer } from "ethers";
import type { BatchHeader, Dispute, Hex } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader } from "@muniment/protocol";
import { commit } from "../../helpers/batches.js";
import type { GameL1 } from "./deployGame.js";
import { terms } from "./deployGame.js";
import type { ToyTrace } from "./toyTrace.js";
import { makeToyTrace } from "./toyTrace.js";

/** What names a dispute of a challenger about a batch. */
export async function disputeOf(header: BatchHeader, challenger: Signer, salt = 0n): Promise<Dispute> {
  return {
    lane: BigInt(header.lane),
    index: header.index,
    digest: batchDigest(header),
    challenger: (await challenger.getAddress()).toLowerCase() as Hex,
    salt,
  };
}

/** Opens a dispute about a batch. */
export async function openDispute(
  { game }: Pick<GameL1, "game">,
  header: BatchHeader,
  challenger: Signer,
  salt = 0n,
): Promise<Dispute> {
  await game.connect(challenger).open(encodeBatchHeader(header), salt, { value: terms.bond });
  return disputeOf(header, challenger, salt);
}

/** Commits the right batch behind the genesis, or one whose header differs from it. */
export async function commitToy(
  l1: GameL1,
  steps: number,
  changes: (right: ToyTrace) => Partial<BatchHeader> = () => ({}),
): Promise<ToyTrace> {
  const right = makeToyTrace(l1.genesis, l1.genesisBlock, steps);
  const header = { ...right.header, ...changes(right) };
  await commit(l1, header, l1.genesis);
  return { ...right, header };
}
