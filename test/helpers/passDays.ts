import type { Walk } from "../../tasks/start/Walk.js";

/** Lets a number of days pass on a walk's chain. */
export async function passDays({ connection }: Walk, days: number): Promise<void> {
  await connection.networkHelpers.time.increase(days * 86_400);
}
