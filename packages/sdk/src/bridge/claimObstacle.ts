import type { Message } from "@muniment/protocol";

import { IUnitRelease__factory, L1TokenGateway__factory } from "../../../../typechain-types/index.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { evidenceNames } from "../rollup/evidenceNames.js";

/**
 * Why a message in a FINAL root would not be carried out now, in words; undefined when nothing stands against it.
 * @param batch Index of the root.
 */
export async function claimObstacle(
  rollup: RollupContracts,
  message: Message,
  batch: bigint,
): Promise<string | undefined> {
  const { Rollup, Guardian, FinalityPolicy, lane } = rollup;
  if (!(await Rollup.isOpen(lane)))
    return (await Guardian.isPaused()) ? "the bridge is paused" : "the lane is frozen";
  const finalityClass = await classOf(rollup, message);
  if (finalityClass === undefined) return undefined;
  const { evidence, finalAt } = await Rollup.finalRootOf(lane, batch);
  if (await FinalityPolicy.isExitAllowed(finalityClass, lane, evidence, finalAt)) return undefined;
  const { evidence: needed } = await FinalityPolicy.classRule(finalityClass);
  const [has, needs] = [evidence, needed].map((bits) => evidenceNames(bits).join(" and ") || "nothing");
  return `its batch has ${String(has)}, and the asset's class needs ${String(needs)}`;
}

/** The class of the asset that a message releases; undefined when its target asks for no evidence. */
async function classOf(rollup: RollupContracts, { target, data }: Message): Promise<bigint | undefined> {
  const tokens = L1TokenGateway__factory.createInterface();
  const units = IUnitRelease__factory.createInterface();
  for (const [gateway, calls] of [
    [rollup.L1TokenGateway, tokens],
    [rollup.L1PermissionedGateway, units],
  ] as const) {
    if (target !== (gateway.target as string).toLowerCase()) continue;
    const asset: unknown = calls.parseTransaction({ data })?.args[0];
    if (typeof asset !== "string") return undefined;
    return (await gateway.termsOf(asset)).finalityClass;
  }
  return undefined;
}
