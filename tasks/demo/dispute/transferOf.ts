import type { Hex } from "@muniment/protocol";
import { transferUnits } from "@muniment/sdk";

import type { Stage } from "./Stage.js";

const amount = 1_000n;

/**
 * A signed transfer of units of the stage's asset.
 * @param sender Name of an account, as the receiver.
 */
export async function transferOf(stage: Stage, sender: string, receiver: string): Promise<Hex> {
  const { token } = stage;
  const [from, to] = [stage.addressOf(sender), stage.addressOf(receiver)];
  const { data } = transferUnits({ token, to, amount });
  return stage.sign({ from, to: token, data, gasLimit: 3_000_000n });
}
