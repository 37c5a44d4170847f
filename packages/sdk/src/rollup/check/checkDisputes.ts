import { longestDispute } from "../../dispute/longestDispute.js";
import { stepFamilies } from "../../dispute/stepFamilies.js";
import type { CheckedRollup } from "./CheckedRollup.js";
import { compare, least, type RollupCheck } from "./RollupCheck.js";

const HOUR = 3_600n;
const DAY = 24n * HOUR;

/**
 * The lane's game is the one that was deployed, its verifier has our families in their places, and its terms are those that
 * it was made with; in production they leave who answers time enough, and holders a week before the escape.
 */
export async function checkDisputes({ contracts, manifest }: CheckedRollup): Promise<RollupCheck[]> {
  const { FinalityPolicy: policy, DisputeGame: game, StepVerifier: verifier } = contracts;
  const { lane, isProduction } = manifest;
  const rows = [
    compare("FinalityPolicy.gameOf", manifest.contracts.DisputeGame.address, await policy.gameOf(lane)),
    compare("DisputeGame.verifier", manifest.contracts.StepVerifier.address, await game.verifier()),
  ];
  for (const [place, name] of stepFamilies.entries()) {
    const [family] = await verifier.familyAt(place).catch(() => ["nothing"]);
    rows.push(compare(`StepVerifier.familyAt ${name}`, manifest.contracts[name].address, family));
  }
  const made = manifest.contracts.StepVerifier.arguments[0];
  rows.push(
    compare("StepVerifier families", stepFamilies.length, Array.isArray(made) ? made.length : "none"),
  );
  const { bond, clock, replyTime } = await game.terms();
  const given = manifest.contracts.DisputeGame.arguments[1] as Readonly<Record<string, unknown>> | undefined;
  for (const [name, actual] of Object.entries({ bond, clock, replyTime })) {
    rows.push(compare(`DisputeGame.terms ${name}`, given?.[name] ?? "nothing", actual));
  }
  if (!isProduction) return rows;
  const { window } = await policy.laneRule(lane);
  const needed = window + longestDispute({ clock, replyTime }) + 7n * DAY;
  return [
    ...rows,
    least("DisputeGame.terms clock of production", DAY, clock),
    least("DisputeGame.terms replyTime of production", HOUR, replyTime),
    least("FinalityPolicy.escapeDelay behind disputes", needed, await policy.escapeDelay()),
  ];
}
