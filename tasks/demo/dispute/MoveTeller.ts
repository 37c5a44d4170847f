import type { Hex } from "@muniment/protocol";
import { connectRollup, type DisputeTranscript, getDisputes, type RollupManifest } from "@muniment/sdk";
import type { Provider } from "ethers";

import type { Output } from "../../output/Output.js";

/** Whose moves are told, by address. */
export type Players = Readonly<Record<Hex, string>>;

/** A move that was told. */
export interface ToldMove {
  readonly move: number;
  readonly by: string;
  /** Function of the game. */
  readonly call: string;
  readonly gas: bigint;
  /** What two are at odds about behind it. */
  readonly left: string;
}

/** Tells each move of a lane's disputes, once, with what it cost and what is left in question. */
export class MoveTeller {
  readonly #manifest: RollupManifest;
  readonly #l1: Provider;
  readonly #players: Players;
  #next: number;
  readonly #moves: ToldMove[] = [];

  /** @param from L1 block from which on moves are told. */
  constructor(place: { manifest: RollupManifest; l1: Provider; players: Players }, from: number) {
    this.#manifest = place.manifest;
    this.#l1 = place.l1;
    this.#players = place.players;
    this.#next = from;
  }

  /** All that were told, in their order. */
  get moves(): readonly ToldMove[] {
    return this.#moves;
  }

  /** Tells what is new. */
  async tell(output: Output): Promise<void> {
    const head = await this.#l1.getBlockNumber();
    if (head < this.#next) return;
    const { DisputeGame: game } = connectRollup(this.#manifest, this.#l1);
    const address = await game.getAddress();
    const logs = await this.#l1.getLogs({ address, fromBlock: this.#next, toBlock: head });
    this.#next = head + 1;
    for (const hash of new Set(logs.map(({ transactionHash }) => transactionHash))) {
      const receipt = await this.#l1.getTransactionReceipt(hash);
      const transaction = await this.#l1.getTransaction(hash);
      if (receipt === null || transaction?.to?.toLowerCase() !== address.toLowerCase()) continue;
      const { gasUsed, blockNumber, from } = receipt;
      const name = game.interface.parseTransaction(transaction)?.name ?? "";
      const range = { fromBlock: this.#manifest.l1Block, toBlock: blockNumber };
      const [dispute] = (await getDisputes(this.#l1, address, range)).slice(-1);
      const row: ToldMove = {
        move: this.#moves.length + 1,
        by: this.#players[from.toLowerCase() as Hex] ?? from,
        call: name,
        gas: gasUsed,
        left: dispute === undefined ? "" : describe(dispute),
      };
      this.#moves.push(row);
      if (output.isJson) output.table("moves", [{ ...row }]);
      const cells = [String(row.move).padStart(4), row.by.padEnd(11), name.padEnd(12)];
      output.line(`${cells.join("  ")} ${gasUsed.toLocaleString("en").padStart(10)} gas   ${row.left}`);
    }
  }
}

/** What two are at odds about. */
function describe({ phase, leaf, rounds, from, level, end }: DisputeTranscript): string {
  if (end !== undefined)
    return phase === "challengerWon" ? "the challenger has won" : "the committer has won";
  if (leaf === undefined)
    return rounds.length === 0 ? "the batch" : `the trace, round ${String(rounds.length)}`;
  const steps = 2 ** level;
  const where = `step ${String(leaf.place)} of the trace`;
  if (level === 24) return `${where}: its ${steps.toLocaleString("en")} steps of the machine`;
  const to = from + steps;
  return steps === 1
    ? `${where}: step ${to.toLocaleString("en")} of the machine alone`
    : `${where}: steps ${(from + 1).toLocaleString("en")} to ${to.toLocaleString("en")} of the machine`;
}
