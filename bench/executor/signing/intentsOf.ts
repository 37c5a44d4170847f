import { choose } from "../../cli/choose.js";
import { Chance } from "../chance/Chance.js";
import { People } from "../people/People.js";
import type { Intent } from "../workloads/Intent.js";
import { evenDraw, zipfDraw } from "../workloads/draws.js";
import { workloads } from "../workloads/workloads.js";
import type { SigningTask } from "./SigningTask.js";

/** The transactions of a task before they are signed, each with its nonce; the same in every thread. */
export function* intentsOf(
  task: SigningTask,
): Generator<{ readonly intent: Intent; readonly nonce: bigint }> {
  const { population, places, count } = task;
  const [workload] = choose(workloads, [task.workload], "--workload");
  const people = new People(population);
  const chance = new Chance(population.seed, population.holders);
  const draw = workload?.isHot === true ? zipfDraw(people, chance) : evenDraw(people, chance);
  const next = workload?.intents({ places, people, chance, draw });
  const nonces = new Map<number, bigint>();
  for (let index = 0; next !== undefined && index < count; index++) {
    const intent = next();
    const nonce = nonces.get(intent.sender) ?? 0n;
    nonces.set(intent.sender, nonce + 1n);
    yield { intent, nonce };
  }
}
