import { setTimeout as pause } from "node:timers/promises";

import { finalityClasses, ProtocolError } from "@muniment/protocol";
import {
  connectPredeploys,
  connectRollup,
  getDepositStatus,
  MunimentRpc,
  pairForm,
  sendCall,
  simulatedKey,
  withdrawPermissioned,
} from "@muniment/sdk";
import { Wallet, ZeroAddress } from "ethers";

import { RwaToken__factory } from "../../typechain-types/index.js";
import type { BridgeContext } from "../bridge/BridgeContext.js";
import { claimAll } from "../bridge/claimAll.js";
import { waitFor } from "../bridge/waitFor.js";
import { Arguments } from "../context/Arguments.js";
import { chainOf } from "../context/openChain.js";
import { perform } from "../context/perform.js";
import type { Devnet } from "../devnet/Devnet.js";
import { tokenOf } from "../context/tokenOf.js";
import type { AdmittedInvestor } from "../rwa/admitInvestors.js";
import { admitWallet } from "../rwa/admitWallet.js";
import { L1Form } from "./L1Form.js";
import type { AssetWalk } from "./Walk.js";

/** ISO 3166-1 numeric: Hong Kong, where gateways and holders of this walk are at home. */
const COUNTRY = 344;
/** No limit of a gateway. */
const unlimited = 2n ** 96n - 1n;
const waiting = new Arguments({ wait: true, timeout: "300" });

/** A walk on a rollup. */
interface ChainWalk extends AssetWalk {
  readonly devnet: Devnet;
}

/**
 * Takes part of a holding to L1: pairs the token with a form there, withdraws, waits for FINAL, claims, shows both balances.
 * @returns The form.
 */
export async function crossing(walk: ChainWalk, holder: AdmittedInvestor): Promise<L1Form> {
  const { context, asset } = walk;
  const { output } = context;
  output.title("A holding crosses to L1");
  const bridge = bridgeOf(walk);
  const token = await tokenOf(context, asset);
  const form = await pairWithForm(walk, bridge, { token, holder });
  const home = RwaToken__factory.connect(token, context.provider);
  const wallet = context.addressOf(holder.account);
  const amount = (await home.balanceOf(wallet)) / 4n;
  if (amount === 0n)
    throw new ProtocolError("AMOUNT_INVALID", { value: "0", decimals: 0, problem: "no units" });
  const predeploys = connectPredeploys(context.provider);
  const receipts = await perform(
    context,
    holder.account,
    withdrawPermissioned(predeploys, { token, amount, recipient: wallet }),
  );
  const transaction = receipts.at(-1)?.hash ?? "";
  output.line(
    `${holder.name} sends ${amount.toString()} units to L1, where they arrive when their batch is FINAL:`,
  );
  await claimAll(bridge, waiting, { transaction, sender: wallet });
  const gateway = await predeploys.L2PermissionedGateway.getAddress();
  output.table("balances", [
    { chain: "L2", holder: holder.name, units: await home.balanceOf(wallet) },
    { chain: "L2", holder: "locked by the gateway", units: await home.balanceOf(gateway) },
    { chain: "L1", holder: holder.name, units: await form.token.balanceOf(wallet) },
  ]);
  return form;
}

/** Both chains, as the tasks of the bridge see them. */
export function bridgeOf({ context, devnet }: Pick<ChainWalk, "context" | "devnet">): BridgeContext {
  const { connection } = devnet.l1;
  const rollup = connectRollup(devnet.manifest, connection.ethers.provider);
  return {
    l1: chainOf(connection, BigInt(devnet.manifest.l1ChainId), ""),
    l2: {
      chainId: BigInt(devnet.manifest.chainId),
      provider: context.provider as BridgeContext["l2"]["provider"],
      signerOf: async (account) => context.signerOf(account ?? "admin"),
    },
    rollup,
    rpc: new MunimentRpc(context.provider as BridgeContext["l2"]["provider"]),
    output: context.output,
    isSimulated: true,
    now: () => performance.now(),
    pause: async (milliseconds) => pause(milliseconds),
  };
}

interface Pair {
  readonly token: string;
  readonly holder: AdmittedInvestor;
}

/** Deploys the form, makes the gateways holders on both sides and the investor one on L1, and pairs them. */
async function pairWithForm(
  { context, asset, devnet }: ChainWalk,
  bridge: BridgeContext,
  { token, holder }: Pair,
): Promise<L1Form> {
  const { rollup, l1, output } = bridge;
  const { ethers } = devnet.l1.connection;
  const at = async (account: string) => ethers.getSigner(context.addressOf(account));
  const home = RwaToken__factory.connect(token, context.provider);
  const gateway = await rollup.L1PermissionedGateway.getAddress();
  output.progress("deploying the token's form on L1");
  const people = {
    owner: await at("admin"),
    agent: await at("transferAgent"),
    provider: await at("kybProvider"),
  };
  const terms = { name: await home.name(), symbol: await home.symbol(), decimals: await home.decimals() };
  const form = await L1Form.deploy(people, terms, gateway);
  await form.admit(gateway, people.owner, COUNTRY);
  await form.admit(context.addressOf(holder.account), await at(holder.account), COUNTRY);
  const predeploys = connectPredeploys(context.provider);
  await admitWallet(context, {
    asset,
    wallet: await predeploys.L2PermissionedGateway.getAddress(),
    manager: "transferAgent",
    country: COUNTRY,
  });
  const keeper = new Wallet(simulatedKey("keeper"), ethers.provider);
  const pairing = {
    ...{ form: await form.token.getAddress(), token, source: ZeroAddress },
    ...{ most: unlimited, finalityClass: finalityClasses.standard },
  };
  const { hash } = await sendCall(keeper, await pairForm(rollup, pairing));
  await waitFor(bridge, waiting, async () => {
    const answer = await getDepositStatus({ rollup, l1: l1.provider, l2: bridge.l2.provider }, hash);
    const open = answer.find(({ status }) => status !== "CONSUMED");
    return { answer, missing: open && `item ${open.place.toString()} of the queue to be on L2` };
  });
  return form;
}
