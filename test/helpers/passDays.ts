import type { BondWalk } from "./bondWalk.js";

/** Lets a number of days pass on a walk's chain. */
export async function passDays({ connection }: Pick<BondWalk, "connection">, days: number): Promise<void> {
  await connection.networkHelpers.time.increase(days * 86_400);
}
