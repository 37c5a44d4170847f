import type { L1Connection } from "../../../L1/helpers/deployL1.js";
import { SettlementDesk } from "../../../L1/helpers/settlement/SettlementDesk.js";
import { settlementLane } from "../../../L1/helpers/settlement/setUpSettlement.js";
import type { SettlementL1 } from "../../../L1/helpers/settlement/setUpSettlement.js";
import { assets, farAway, standing } from "../../../helpers/settlement/SettlementWorld.js";
import { blankRules, composeShield, randomElement, SettlementWallet, syncWallet } from "@muniment/sdk";
import type { LaneProvider, SingleTools } from "@muniment/sdk";

export const seeds = { alice: `0x${"a1".repeat(32)}`, bob: `0x${"b0".repeat(32)}` } as const;
/** Behind every batch of a test. */
export const expiresAt = farAway;

/** Two wallets that the registrars know, on a lane where Alice has 1,000 bonds and Bob 5,000 in cash. */
export async function setUpWallets(l1: SettlementL1, { ethers }: Pick<L1Connection, "ethers">) {
  const { actors, rollup, settlementGenesis } = l1;
  const desk = await SettlementDesk.open(l1);
  const { world } = desk;
  const [alice, bob] = [
    SettlementWallet.of(world.domain, seeds.alice),
    SettlementWallet.of(world.domain, seeds.bob),
  ];
  for (const { key } of [alice, bob]) world.holders.set(key.x, standing);
  world.rules.set(assets.none, blankRules());
  await desk.setRoots();
  const auditorOf = (asset: bigint) => world.rules.find(asset).rules.auditor.x;
  const toolsOf = (wallet: SettlementWallet): SingleTools => ({
    ...{ wallet, auditorOf, expiresAt, random: randomElement },
  });
  const query = {
    rollup: await rollup.getAddress(),
    lane: Number(settlementLane),
    provider: ethers.provider as unknown as LaneProvider,
    fromBlock: 0,
  };
  const sync = async (...wallets: SettlementWallet[]) => {
    for (const wallet of wallets) await syncWallet(wallet, query);
  };
  const shields = [
    composeShield({ asset: assets.bond, amount: 1_000n }, toolsOf(alice)),
    composeShield({ asset: assets.cash, amount: 5_000n }, toolsOf(bob)),
  ];
  for (const shield of shields) await desk.shield(actors.anyone, shield);
  await desk.advance(shields);
  await sync(alice, bob);
  return { ...l1, desk, world, alice, bob, auditorOf, toolsOf, query, sync, genesis: settlementGenesis };
}
