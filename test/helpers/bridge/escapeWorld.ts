import { predeploys } from "@muniment/protocol";
import type { Connection } from "./rollupWorld.js";
import { escapeDelay } from "./rollupWorld.js";
import { tokenWorld } from "./tokenWorld.js";

export type EscapeWorld = Awaited<ReturnType<typeof escapeWorld>>;

/** The whole bridge on L1: the gateways of ETH, tokens and permissioned tokens, and the hatch, sealed. */
export async function escapeWorld(connection: Pick<Connection, "ethers" | "networkHelpers">) {
  const { ethers } = connection;
  const world = await tokenWorld(connection);
  const { messenger, queue, ethGateway, tokenGateway, policy } = world;
  const permissionedGateway = await ethers.deployContract("L1PermissionedGateway", [
    world.timelock,
    escapeDelay,
    world.place,
    world.links(predeploys.permissionedGateway),
    [world.operator],
  ]);
  await messenger.guard(permissionedGateway, predeploys.permissionedGateway, true);
  const parts = { queue, messenger, ethGateway, tokenGateway, permissionedGateway };
  const hatch = await ethers.deployContract("EscapeHatch", [world.place, parts, 0]);
  await messenger.guard(hatch, ethers.ZeroAddress, false);
  await messenger.guard(policy, ethers.ZeroAddress, false);
  for (const gateway of [ethGateway, tokenGateway, permissionedGateway]) {
    await gateway.connectHatch(hatch);
    await gateway.seal();
  }
  await messenger.seal();
  /** Ends the lane at its last FINAL batch and opens the escape. */
  const escape = async (): Promise<void> => {
    const final = await world.stall();
    await hatch.open(world.headerOf(final), await world.itemAt(Number(final.queueCursor)));
  };
  return { ...world, permissionedGateway, hatch, escape };
}
