import type { BaseContract, BigNumberish } from "ethers";
import type { network } from "hardhat";

import { npmContract } from "./npmContract.js";
import { tokenSuite } from "./tokenSuite.js";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** The reference's compliance, compiled by its authors. */
const REFERENCE =
  "@tokenysolutions/t-rex/artifacts/contracts/compliance/modular/ModularCompliance.sol/ModularCompliance.json";

/**
 * How a module learns of movements of our token: `token`, by our compliance, in one call before balances change;
 * `reference`, by the reference's compliance, which tells afterwards.
 */
export const RULE_WAYS = ["token", "reference"] as const;

export type RuleWay = (typeof RULE_WAYS)[number];

/**
 * The token suite with one module bound in one of the ways. The token is told of wallets, as the factory has it; `set`
 * calls the module's settings through the compliance.
 */
export async function ruleWay<Module extends BaseContract>(
  connection: Connection,
  way: RuleWay,
  deploy: () => Promise<Module>,
  bindsAtOnce = true,
) {
  const suite = await tokenSuite(connection);
  const { owner, agent, token, registry } = suite;
  const module = await deploy();
  let compliance = suite.compliance;
  if (way === "reference") {
    const reference = await npmContract(REFERENCE, owner);
    await reference.getFunction("init")();
    compliance = compliance.attach(await reference.getAddress()) as typeof compliance;
    await token.setCompliance(compliance);
  }
  await registry.setWalletListener(token, true);
  if (bindsAtOnce) await compliance.addModule(module);
  const set = async (setting: string, args: readonly unknown[]) =>
    compliance.callModuleFunction(module.interface.encodeFunctionData(setting, args), module);
  const minter = token.connect(agent);
  /** Whether a transfer goes through, without making it. */
  const passes = async (from: typeof owner, to: { getAddress(): Promise<string> }, amount: BigNumberish) =>
    token
      .connect(from)
      .transfer.staticCall(await to.getAddress(), amount)
      .catch((error: unknown) => {
        if (String(error).includes("ERC7943CannotTransfer")) return false;
        throw error;
      });
  return { ...suite, module, compliance, set, minter, passes };
}
