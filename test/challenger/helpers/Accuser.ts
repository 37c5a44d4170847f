import { type BatchHeader, claimedPath, type Hex, ownTrace, type OwnTrace } from "@muniment/protocol";
import {
  type Call,
  chooseLeaf,
  chooseNodeCall,
  choosePartCall,
  type DisputeTranscript,
  openDispute,
} from "@muniment/sdk";
import type { Provider, Wallet } from "ethers";
import { questionOf } from "../../../packages/challenger/src/moves/questionOf.js";

/** What an accuser says to be wrong. */
export interface Accusation {
  /** A leaf of the trace, and the step of the machine before it. */
  readonly place: number;
  readonly step: number;
  /** Moves after which it says nothing any more. */
  readonly silentAfter?: number;
}

/** Where disputes are. */
export interface AccuserPlace {
  readonly game: Hex;
  readonly provider: Provider;
  /** The game's, wei. */
  readonly bond: bigint;
  readonly disputes: () => Promise<readonly DisputeTranscript[]>;
}

/** A batch that is right. */
export interface Accused {
  readonly header: BatchHeader;
  readonly leaves: readonly Hex[];
}

/** Who says of a right batch that it is wrong, at a place that it has chosen beforehand. */
export class Accuser {
  readonly #place: AccuserPlace;
  readonly #wallet: Wallet;
  readonly #header: BatchHeader;
  readonly #trace: OwnTrace;
  readonly #accusations = new Map<bigint, Accusation>();
  readonly #moves = new Map<bigint, number>();

  constructor(place: AccuserPlace, wallet: Wallet, { header, leaves }: Accused) {
    this.#place = place;
    this.#wallet = wallet.connect(place.provider);
    this.#header = header;
    this.#trace = ownTrace(leaves, leaves.length);
  }

  /** Opens a dispute. */
  async accuse(accusation: Accusation): Promise<void> {
    const salt = BigInt(this.#accusations.size);
    this.#accusations.set(salt, accusation);
    const { game, bond } = this.#place;
    await this.#send(openDispute(game, { header: this.#header, salt, bond }));
  }

  /** Moves in every dispute in which it is to; whether there was one. */
  async move(): Promise<boolean> {
    let isMoved = false;
    for (const transcript of await this.#place.disputes()) {
      const { salt, challenger } = transcript.dispute;
      if (challenger !== this.#wallet.address.toLowerCase()) continue;
      const accusation = this.#accusations.get(salt);
      const moves = this.#moves.get(salt) ?? 0;
      if (accusation === undefined || moves >= (accusation.silentAfter ?? Infinity)) continue;
      const call = this.#callOf(transcript, accusation);
      if (call === undefined) continue;
      await this.#send(call);
      this.#moves.set(salt, moves + 1);
      isMoved = true;
    }
    return isMoved;
  }

  #callOf(transcript: DisputeTranscript, { place, step }: Accusation): Call | undefined {
    const { game } = this.#place;
    const { dispute, phase, shown, from, level } = transcript;
    if (phase === "partChoice") {
      return choosePartCall(game, dispute, { shown, which: Math.floor((step - from) / 2 ** (level - 3)) });
    }
    if (phase !== "nodeChoice") return undefined;
    const { node, rounds } = questionOf(transcript, this.#trace.tree.levels.length - 1);
    const width = 2 ** node.height / shown.length;
    const which = Math.floor(place / width) - node.place * shown.length;
    if (width > 1) return chooseNodeCall(game, dispute, { shown, which });
    const header = this.#header;
    const hash = this.#trace.tree.levels[0]?.[place - 1] as Hex;
    const path = claimedPath(this.#trace, rounds, place - 1);
    return chooseLeaf(game, dispute, { shown, which, header }, { hash, path });
  }

  async #send({ to, data, value }: Call): Promise<void> {
    await (await this.#wallet.sendTransaction({ to, data, value, gasLimit: 3_000_000n })).wait();
  }
}
