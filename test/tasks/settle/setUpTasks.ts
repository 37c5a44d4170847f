import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isProtocolError } from "@muniment/protocol";
import {
  blankRules,
  ProverClient,
  type SettlementWallet,
  walletFile,
  type LaneProvider,
  type Roster,
} from "@muniment/sdk";

import { Arguments } from "../../../tasks/context/Arguments.js";
import { chainOf } from "../../../tasks/context/openChain.js";
import { run as balance } from "../../../tasks/settle/balance.js";
import type { SettleContext } from "../../../tasks/settle/SettleContext.js";
import type { SettleRun } from "../../../tasks/settle/settleAction.js";
import { run as shield } from "../../../tasks/settle/shield.js";
import type { ShieldBoxes } from "../../../typechain-types/index.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { assets, standing } from "../../helpers/settlement/SettlementWorld.js";
import type { L1Connection } from "../../L1/helpers/deployL1.js";
import { SettlementDesk } from "../../L1/helpers/settlement/SettlementDesk.js";
import { registrars, type setUpSettlement } from "../../L1/helpers/settlement/setUpSettlement.js";
import { DeskProver } from "./DeskProver.js";

/** Wallets of Alice, Bob and the bonds' auditor, which registrars and prover know, and a way to run tasks. */
export async function setUpTasks(l1: Awaited<ReturnType<typeof setUpSettlement>>, connection: L1Connection) {
  const { ethers } = connection;
  const folder = await mkdtemp(join(tmpdir(), "settle-"));
  const file = (name: string) => join(folder, `${name}.json`);
  const desk = await SettlementDesk.open(l1);
  const ShieldBoxes = await ethers.deployContract("ShieldBoxes", [l1.gateway]);
  const { world } = desk;
  const wallets: Record<string, SettlementWallet> = {};
  for (const name of ["alice", "bob", "auditor"]) {
    wallets[name] = await walletFile.create(file(name), world.domain);
    world.holders.set(wallets[name].key.x, standing);
  }
  const cap = 10n ** 12n;
  const jurisdictions = [4, 276, 756, 894];
  const rules = [
    { asset: 1n, jurisdictions, cap, auditor: wallets["auditor"]!.key },
    { asset: 2n, jurisdictions, cap, auditor: world.rules.find(2n).rules.auditor },
  ];
  world.rules.set(assets.none, blankRules());
  world.rules.set(assets.bond, { ...world.rules.find(1n).rules, auditor: wallets["auditor"]!.key });
  await desk.setRoots();
  const roster: Roster = { domain: world.domain, number: 2n, time: 1n, holders: [], rules, signatures: [] };
  const prover = new DeskProver(desk, roster);
  const chain = chainOf(connection, 31_337n, "nowhere");
  const signerOf: typeof chain.signerOf = (account) => {
    const registrar = registrars.find((one) => one.address === account);
    return registrar === undefined ? chain.signerOf(account) : Promise.resolve(registrar);
  };
  const run = async (task: SettleRun, raw: Readonly<Record<string, unknown>>) => {
    const output = new RecordedOutput();
    let time = 0;
    const context: SettleContext = {
      l1: { ...chain, signerOf },
      lane: await laneOf({ ...l1, ShieldBoxes }, world.domain, chain.provider),
      ...{ output, root: ".", prover: () => new ProverClient("http://prover", prover.transport) },
      now: () => time,
      pause: async (milliseconds) => {
        time += milliseconds;
        await prover.settle();
      },
    };
    const { exitCode } = process;
    try {
      await task(context, new Arguments(raw));
    } finally {
      process.exitCode = exitCode;
    }
    return output;
  };
  const { anyone } = l1.actors;
  const shieldFor = async (name: string, asset: bigint, amount: string) => {
    const token = asset === 1n ? l1.bond : l1.cash;
    await token.mint(anyone.address, 10n ** 10n);
    const raw = { wallet: file(name), asset: String(asset), amount, as: anyone.address, wait: true };
    return run(shield, raw);
  };
  const balances = async (name: string) => (await run(balance, { wallet: file(name) })).rows("balances");
  return { ...l1, desk, file, folder, run, shieldFor, balances, wallets, roster, prover };
}

async function laneOf(
  l1: Awaited<ReturnType<typeof setUpSettlement>> & { readonly ShieldBoxes: ShieldBoxes },
  domain: bigint,
  provider: LaneProvider,
): Promise<SettleContext["lane"]> {
  const { roots: SettlementRegistry, gateway: SettlementGateway } = l1;
  const { portal: SettlementPortal, exit: SettlementExit, ShieldBoxes } = l1;
  const registry = await SettlementRegistry.getAddress();
  return {
    ...{ lane: 2, domain, genesis: l1.settlementGenesis, registry: { chainId: 31_337n, registry } },
    contracts: { SettlementRegistry, SettlementGateway, SettlementPortal, SettlementExit, ShieldBoxes },
    decimals: new Map(),
    query: { rollup: await l1.rollup.getAddress(), lane: 2, provider, fromBlock: 0 },
  };
}

/** The code of the error that a call is refused with; undefined when it is not. */
export const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (isProtocolError(error) ? error.code : String(error)),
  );
