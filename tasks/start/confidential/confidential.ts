import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { formatAmount, ProtocolError } from "@muniment/protocol";
import { ProverClient, walletFile, writeRollupManifest } from "@muniment/sdk";

import { FinalityPolicy__factory, TestCash__factory } from "../../../typechain-types/index.js";
import { Arguments } from "../../context/Arguments.js";
import { chainOf } from "../../context/openChain.js";
import type { Devnet } from "../../devnet/Devnet.js";
import { quiet } from "../../output/quiet.js";
import type { AdmittedInvestor } from "../../rwa/admitInvestors.js";
import { run as accept } from "../../settle/accept.js";
import { run as offer } from "../../settle/offer.js";
import { readSettleLane } from "../../settle/SettleLane.js";
import type { SettleContext } from "../../settle/SettleContext.js";
import type { SettleRun } from "../../settle/settleAction.js";
import { run as shield } from "../../settle/shield.js";
import { run as sign } from "../../settle/sign.js";
import type { L1Form } from "../L1Form.js";
import type { AssetWalk } from "../Walk.js";
import { type Bank, openBank, openWallet } from "./Bank.js";
import { listAsset } from "./listAsset.js";
import { settlementOf } from "./settlementOf.js";
import { showAuditor, showStranger } from "./showViews.js";

/** Numbers on the lane: the first asset of the walk, and cash, which the lane was deployed with. */
const [UNITS, CASH] = [3n, 2n];
/** ISO 3166-1 numeric: Hong Kong, where holders and gateways of this walk are at home. */
const COUNTRY = 344;
/** What one payment may be at most, base units. */
const CAP = 10n ** 24n;
/** Seconds for which registrars vouch for a holder. */
const YEAR = 31_536_000n;
const waiting = { wait: true, timeout: "300" };

/** A walk on a rollup whose settlement lane's prover runs. */
interface ConfidentialWalk extends AssetWalk {
  readonly devnet: Devnet;
}

/** Who settles what. */
export interface ConfidentialDeal {
  /** The asset's form on L1, of which the seller has units there. */
  readonly form: L1Form;
  readonly seller: AdmittedInvestor;
  readonly buyer: AdmittedInvestor;
}

/** Settles a delivery against payment on the settlement lane, and shows who sees what of it. */
export async function confidential(walk: ConfidentialWalk, deal: ConfidentialDeal): Promise<void> {
  const { context, devnet } = walk;
  const { output } = context;
  output.title("Settlement in confidence");
  const { settlement } = devnet;
  if (settlement === undefined) throw new ProtocolError("ARGUMENT_MISSING", { option: "proving" });
  output.line("Proofs are of an INSECURE development SRS: anybody could make them of anything.");
  const lane = await settleContext(walk);
  const place = { folder: context.privateFolder, domain: lane.lane.domain };
  const open = async (investor: AdmittedInvestor) =>
    openBank(investor, { ...place, address: context.addressOf(investor.account) });
  const [seller, buyer] = [await open(deal.seller), await open(deal.buyer)];
  const auditor = await openWallet(join(place.folder, "auditor.json"), place.domain);
  const bank = await openWallet(join(place.folder, "cash-auditor.json"), place.domain);
  output.progress("the units get a number on the lane, after the timelock's delay");
  const { ethers } = devnet.l1.connection;
  const { form } = deal;
  const gateway = await lane.lane.contracts.SettlementGateway.getAddress();
  await form.admit(gateway, await ethers.getSigner(context.addressOf("admin")), COUNTRY);
  await listAsset(devnet, UNITS, await form.token.getAddress());
  const now = await devnet.l1.time();
  const standing = { expiresAt: now + YEAR, jurisdiction: COUNTRY, isFrozen: false };
  const rule = { jurisdictions: [COUNTRY], cap: CAP };
  const roster = await settlement.setRoster({
    holders: [seller, buyer].map(({ key }) => ({ key, ...standing })),
    rules: [
      { asset: CASH, ...rule, auditor: bank.key },
      { asset: UNITS, ...rule, auditor: auditor.key },
    ],
  });
  output.line(
    `Two registrars have signed who may hold and by which rules, as number ${roster.number.toString()}; a freeze would count within the hour.`,
  );
  const trade = await agree(walk, deal);
  await payIn(lane, { ...trade, seller, buyer });
  const seconds = await deliver(lane, { ...trade, seller, buyer });
  output.title("What a stranger sees of it on L1");
  await showStranger(lane);
  output.title("What the auditor of the units sees by its view key");
  await showAuditor(lane, { viewKey: auditor.wallet, banks: [seller, buyer] });
  await showFinality(walk, seconds);
}

async function settleContext({ context, devnet }: ConfidentialWalk): Promise<SettleContext> {
  const { manifest, l1, settlement } = devnet;
  const chain = chainOf(l1.connection, BigInt(manifest.l1ChainId), "");
  const path = join(context.privateFolder, "rollup.json");
  await writeRollupManifest(path, { ...manifest, settlement: settlementOf(manifest) });
  return {
    ...{ l1: chain, lane: await readSettleLane(path, chain), output: context.output, root: process.cwd() },
    prover: () => new ProverClient(settlement?.url ?? ""),
    ...{ now: () => performance.now(), pause: async (milliseconds) => pause(milliseconds) },
  };
}

/** What is delivered, and what is paid for it; as people write amounts. */
interface Trade {
  readonly units: string;
  readonly shielded: string;
  readonly price: string;
  readonly cash: bigint;
}

/** Half of the seller's units on L1, at the price of the offer. */
async function agree(
  { context, asset }: ConfidentialWalk,
  { form, seller }: ConfidentialDeal,
): Promise<Trade> {
  const held = await form.token.balanceOf(context.addressOf(seller.account));
  const decimals = Number(await form.token.decimals());
  const { terms } = await context.contracts.Issuance.offerOf(asset);
  const cash = ((held / 2n) * terms.price) / 10n ** BigInt(decimals);
  const cashDecimals = Number(await TestCash__factory.connect(terms.cash, context.provider).decimals());
  return {
    ...{ shielded: formatAmount(held, decimals), units: formatAmount(held / 2n, decimals) },
    ...{ price: formatAmount(cash, cashDecimals), cash },
  };
}

interface Deal extends Trade {
  readonly seller: Bank;
  readonly buyer: Bank;
}

/** Both pay in on L1; one batch makes notes of both. */
async function payIn(lane: SettleContext, deal: Deal): Promise<void> {
  const { seller, buyer, shielded, price, cash } = deal;
  const { output, l1 } = lane;
  const token = await lane.lane.contracts.SettlementGateway.tokenOf(CASH);
  const minter = await l1.signerOf(buyer.address);
  await (await TestCash__factory.connect(token, minter).mint(buyer.address, cash)).wait();
  const calls: readonly (readonly [Bank, bigint, string])[] = [
    [seller, UNITS, shielded],
    [buyer, CASH, price],
  ];
  output.progress("both pay in on L1, and a batch makes notes of it");
  const payments = calls.map(async ([bank, asset, amount]) =>
    silently(lane, shield, {
      ...{ wallet: bank.wallet, asset: asset.toString(), amount, as: bank.address },
      ...waiting,
    }),
  );
  await Promise.all(payments);
  output.line(
    `${seller.name} has paid in ${shielded} units, ${buyer.name} ${price} in cash: L1 shows that, as all that crosses the border.`,
  );
}

/** Runs a task without its output; that something is not final yet is no result of this walk. */
async function silently(
  context: SettleContext,
  task: SettleRun,
  raw: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { exitCode } = process;
  await task({ ...context, output: quiet(context.output) }, new Arguments(raw));
  process.exitCode = exitCode;
}

/** @returns Seconds from the second signature to FINAL. */
async function deliver(lane: SettleContext, { seller, buyer, units, price }: Deal): Promise<number> {
  const { output } = lane;
  const file = `${seller.wallet}.offer`;
  const taker = (await walletFile.read(buyer.wallet)).key.x;
  output.line(`${seller.name} offers ${units} units for ${price} in cash; ${buyer.name} takes the offer.`);
  await silently(lane, offer, {
    ...{ wallet: seller.wallet, asset: UNITS.toString(), amount: units, file },
    ...{ forAsset: CASH.toString(), forAmount: price, to: `0x${taker.toString(16)}` },
    text: "settlement of a trade agreed on elsewhere",
  });
  await silently(lane, accept, { wallet: buyer.wallet, file });
  output.progress("both check what the prover composed, and sign");
  await silently(lane, sign, { file, wallet: seller.wallet });
  const began = performance.now();
  await silently(lane, sign, { file, wallet: buyer.wallet, ...waiting });
  return (performance.now() - began) / 1_000;
}

async function showFinality({ context, devnet }: ConfidentialWalk, seconds: number): Promise<void> {
  const { manifest, l1 } = devnet;
  const { provider } = l1.connection.ethers;
  const policy = FinalityPolicy__factory.connect(manifest.contracts.FinalityPolicy.address, provider);
  const { window } = await policy.laneRule(manifest.lane);
  context.output.title("FINAL by proof, and by a window");
  context.output.table("finalAfter", [
    {
      ...{ lane: settlementOf(manifest).lane, evidence: "PROVEN" },
      final: `${seconds.toFixed(1)} s after both had signed`,
    },
    {
      ...{ lane: manifest.lane, evidence: "SECURED" },
      final: `when its window of ${window.toString()} s is over; in production, at least seven days`,
    },
  ]);
}
