import { ROLES } from "@muniment/sdk";
import { topicId } from "@muniment/protocol";
import { keccak256, toUtf8Bytes } from "ethers";

import type { Lifecycle } from "../../typechain-types/index.js";
import { attestAll, STAGE, type GatedStage } from "./evidence.js";
import { reasonOf, unique } from "./records.js";
import type { World } from "./world.js";

/** Name of any stage. */
export type StageName = keyof typeof STAGE;

const GATED = ["Registered", "Structured", "Tokenized", "Issued", "Trading"] as const;
const REASON = reasonOf("driven there");

/** Lets the account `dave` call `Lifecycle` as the stage contracts do, and returns it connected so. */
export async function actAsStageContract(world: World): Promise<Lifecycle> {
  const { AccessManager, Lifecycle } = world.contracts;
  await AccessManager.grantRole(ROLES.STAGE_CONTRACT, world.actors.dave, 0);
  return Lifecycle.connect(world.actors.dave);
}

/** Opens an asset of the issuer without a record. */
export async function openAsset(world: World, lifecycle: Lifecycle): Promise<string> {
  const asset = keccak256(toUtf8Bytes(`asset ${String(unique())}`));
  await lifecycle.open(asset, world.actors.issuer, topicId("TEST_BOND"));
  return asset;
}

async function moveTo(world: World, lifecycle: Lifecycle, asset: string, stage: StageName): Promise<void> {
  const { issuer, regulator } = world.actors;
  if (stage === "Withdrawn") await lifecycle.connect(issuer).withdraw(asset, REASON);
  else if (stage === "Rejected") await lifecycle.connect(regulator).reject(asset, REASON);
  else await lifecycle.move(asset, STAGE[stage], regulator, REASON);
}

/** Brings a new asset to any stage by the edges of the table alone: no record, no token, no offer. */
export async function placeAsset(world: World, lifecycle: Lifecycle, stage: StageName): Promise<string> {
  const asset = await openAsset(world, lifecycle);
  const isEnd = stage === "Rejected" || stage === "Withdrawn";
  const last = isEnd ? STAGE.Registered : Math.min(STAGE[stage], STAGE.Trading);
  for (const gated of GATED.filter((name: GatedStage) => STAGE[name] <= last)) {
    await lifecycle.propose(asset, STAGE[gated], world.actors.issuer, keccak256(toUtf8Bytes(gated)));
    await attestAll(world, asset, gated);
    await lifecycle.approve(asset, STAGE[gated], world.actors.registrar);
  }
  if (stage === "Redeemed") await moveTo(world, lifecycle, asset, "Matured");
  if (STAGE[stage] > STAGE.Trading) await moveTo(world, lifecycle, asset, stage);
  return asset;
}
