import type { Hex } from "@muniment/protocol";
import type { RollupContracts } from "@muniment/sdk";
import type { Provider } from "ethers";

/** A transaction that moved a dispute. */
export interface Move {
  readonly call: string;
  readonly gas: bigint;
  /** L1 block. */
  readonly block: number;
}

/** Moves of a dispute, in their order. @param id The dispute's. */
export async function movesOf(
  l1: Provider,
  { DisputeGame: game }: Pick<RollupContracts, "DisputeGame">,
  id: Hex,
): Promise<Move[]> {
  const address = await game.getAddress();
  const logs = await l1.getLogs({ address, topics: [null, id], fromBlock: 0 });
  const hashes = [...new Set(logs.map(({ transactionHash }) => transactionHash))];
  return Promise.all(
    hashes.map(async (hash) => {
      const [transaction, receipt] = await Promise.all([
        l1.getTransaction(hash),
        l1.getTransactionReceipt(hash),
      ]);
      const { data = "0x", value = 0n } = transaction ?? {};
      const call = game.interface.parseTransaction({ data, value })?.name ?? "";
      return { call, gas: receipt?.gasUsed ?? 0n, block: receipt?.blockNumber ?? 0 };
    }),
  );
}
