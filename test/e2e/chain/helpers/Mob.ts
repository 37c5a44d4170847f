import { setTimeout as sleep } from "node:timers/promises";
import { type Hex, keccak256, utf8 } from "@muniment/protocol";
import { computeAddress, Wallet } from "ethers";
import { type Accusation, type Accused, Accuser } from "../../../challenger/helpers/Accuser.js";
import type { DisputedLane } from "./DisputedLane.js";

/** Milliseconds between two looks when there was nothing to say. */
const pause = 100;

const keyOf = (index: number): Hex => keccak256(utf8(`hostile ${String(index)}`));

/**
 * How the accusers of a right batch are hostile: two of five say nothing after they have accused, one falls silent in the
 * midst of it, two claim to the very end that a step is wrong – of those that the machine makes, or behind them.
 */
function accusationOf(index: number, leaves: number): Accusation {
  const place = 1 + (index % (leaves - 1));
  const step = index % 2 === 0 ? index % 16 : 2 ** 20 + index * 4_099;
  if (index % 5 < 2) return { place, step, silentAfter: 0 };
  if (index % 5 === 2) return { place, step, silentAfter: 1 + (index % 4) };
  return { place, step };
}

/** Accounts that each have a dispute about a batch that is right. */
export class Mob {
  readonly addresses: readonly Hex[];
  readonly #lane: DisputedLane;
  readonly #accused: Accused;
  #accusers: readonly Accuser[] = [];

  constructor(lane: DisputedLane, accused: Accused, count: number) {
    this.#lane = lane;
    this.#accused = accused;
    this.addresses = Array.from(
      { length: count },
      (_, index) => computeAddress(keyOf(index)).toLowerCase() as Hex,
    );
  }

  /** Has all open their disputes at once. */
  async accuse(): Promise<void> {
    const { world, l1 } = this.#lane;
    const { bond } = await world.rollup.DisputeGame.terms();
    const game = world.devnet.manifest.contracts.DisputeGame.address.toLowerCase() as Hex;
    const funds = `0x${(10n ** 18n).toString(16)}`;
    for (const address of this.addresses) await world.anvil.call("anvil_setBalance", address, funds);
    let asked: ReturnType<DisputedLane["disputes"]> | undefined;
    const disputes = (): ReturnType<DisputedLane["disputes"]> => {
      // Those who ask at once are told the same.
      asked ??= this.#lane.disputes().finally(() => {
        asked = undefined;
      });
      return asked;
    };
    this.#accusers = this.addresses.map(
      (_, index) =>
        new Accuser({ game, provider: l1, bond, disputes }, new Wallet(keyOf(index)), this.#accused),
    );
    const opened = this.#accusers.map((accuser, index) =>
      accuser.accuse(accusationOf(index, this.#accused.leaves.length)),
    );
    await Promise.all(opened);
  }

  /** Has all move who have something to say. @returns How many had. */
  async move(): Promise<number> {
    const moved = await Promise.all(this.#accusers.map((accuser) => accuser.move()));
    const count = moved.filter(Boolean).length;
    if (count === 0) await sleep(pause);
    return count;
  }

  /** Has all move until nobody has anything to say, and has been answered. */
  async finish(): Promise<void> {
    for (;;) {
      const phases = (await this.#lane.disputes())
        .filter(({ dispute }) => this.addresses.includes(dispute.challenger))
        .map(({ phase }) => phase);
      const isAnswered = !phases.some((phase) => phase === "nodes" || phase === "states");
      if ((await this.move()) === 0 && isAnswered) return;
    }
  }
}
