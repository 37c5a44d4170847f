import { committerMoves, type TraceMachines } from "@muniment/challenger";
import type { DisputeTranscript } from "@muniment/sdk";
import type { Arena } from "./openArena.js";
import type { Lie } from "./lies.js";

/** Has the liar answer in all disputes about its batch; whether it had an answer. */
export async function answer(arena: Arena, { claimed }: Lie, machines: TraceMachines): Promise<boolean> {
  const tools = { game: arena.game, machines, verify: () => Promise.resolve(), proveLevel: -1 };
  let isAnswered = false;
  for (const transcript of await arena.disputes()) {
    if (transcript.dispute.digest !== claimed.digest || transcript.end !== undefined) continue;
    for (const { make } of committerMoves(transcript, claimed, tools)) {
      const { to, data } = await make();
      await (await arena.committer.sendTransaction({ to, data, gasLimit: 5_000_000n })).wait();
      isAnswered = true;
    }
  }
  return isAnswered;
}

/** Has a player and the liar move until the liar has no answer. */
export async function exchange(
  arena: Arena,
  player: { tick(): Promise<void> },
  of: Lie,
  machines: TraceMachines,
): Promise<DisputeTranscript[]> {
  for (let round = 0; round < 40; round++) {
    await player.tick();
    if (!(await answer(arena, of, machines))) break;
  }
  return arena.disputes();
}

/** Has a player and the liar move until nobody does. */
export async function playOut(...parts: Parameters<typeof exchange>): Promise<DisputeTranscript[]> {
  const [arena, player] = parts;
  await exchange(...parts);
  await player.tick();
  return arena.disputes();
}
