import { basename } from "node:path";

import { parseToken, type Hex } from "@muniment/protocol";
import { approveTokenization, deploySuite, submitTokenization } from "@muniment/sdk";
import { keccak256 } from "ethers";

import { action, type Run } from "../context/action.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { perform } from "../context/perform.js";
import { showStage } from "../context/showStage.js";

const SECONDS_PER_DAY = 86_400n;

/** Who acts in {@link tokenize}. */
export interface TokenizeActors {
  /** Deploys the suite; may bind registries to the identity storage. */
  readonly deployer: string;
  /** Submits the token. */
  readonly proposer: string;
}

/** Deploys the token suite of a token file and submits it for a structured asset. @returns Token address. */
export async function tokenize(
  context: Context,
  asset: Hex,
  file: string,
  { deployer, proposer }: TokenizeActors,
): Promise<string> {
  const { contracts, output, provider } = context;
  const input = parseToken(file, await InputFolder.of(file).text(basename(file)));
  const salt = asset;
  const suite = deploySuite(contracts, {
    name: input.name,
    symbol: input.symbol,
    decimals: input.decimals,
    countries: input.allowedCountries.map(({ numeric }) => numeric),
    maxBalance: input.maxBalance,
    lockupDays: Number(input.lockupSeconds / SECONDS_PER_DAY),
    transferAgent: context.addressOf("transferAgent"),
    salt,
  });
  const [token] = await contracts.RwaTokenFactory.suiteAddresses(context.addressOf(deployer), salt);
  const codeHash = keccak256(await provider.getCode(await contracts.RwaTokenFactory.tokenImplementation()));
  output.value("token", token);
  output.value("codeHash", codeHash);
  if ((await provider.getCode(token)) === "0x") await perform(context, deployer, [suite]);
  await perform(context, proposer, [
    submitTokenization(contracts, asset, { token, codeHash, metadata: input.hash }),
  ]);
  return token;
}

/** Deploys and submits the token of a structured asset, or approves it (`--approve`). */
export const run: Run = async (context, args) => {
  const asset = args.id("asset");
  if (!args.flag("approve")) {
    const proposer = args.optional("as") ?? "issuer";
    await tokenize(context, asset, args.text("file"), { deployer: "tokenizationAgent", proposer });
    return;
  }
  await perform(context, args.optional("as") ?? "transferAgent", [
    approveTokenization(context.contracts, asset),
  ]);
  await showStage(context, asset);
};

export default action(run);
