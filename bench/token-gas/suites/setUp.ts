import { send } from "../../chain/send.js";
import { HOLDING } from "../amounts.js";
import { HOME } from "../countries.js";
import type { People } from "../People.js";
import { rules } from "../rules.js";
import type { Suite } from "../Suite.js";
import type { Evidence } from "./Evidence.js";
import type { Deployed } from "../../chain/Deployed.js";

/** What both suites are after deployment: bare, owned by the owner, served by the agent, paused or not. */
export interface BareSuite {
  readonly token: Deployed;
  readonly registry: Deployed;
  readonly compliance: Deployed;
  /** Deploys the module of a rule the way the suite's users do. */
  deployModule(contract: string): Promise<Deployed>;
}

/** Adds rules, registers the holders and gives them units: the same calls for both suites. */
export async function setUp(
  bare: BareSuite,
  { people, evidence, ruleCount }: { people: People; evidence: Evidence; ruleCount: number },
): Promise<Suite> {
  const { token, registry, compliance } = bare;
  const { owner, agent } = people;
  const identityOf = (wallet: string): string => evidence.identityOf(wallet);
  for (const { contract, settings, ownerCalls } of rules.slice(0, ruleCount)) {
    const module = await bare.deployModule(contract);
    for (const [fn, args] of ownerCalls?.(identityOf, people) ?? []) await send(module, owner, fn, args);
    const address = await module.getAddress();
    await send(compliance, owner, "addModule", [address]);
    for (const [fn, args] of settings(people, identityOf)) {
      const callData = module.interface.encodeFunctionData(fn, args);
      await send(compliance, owner, "callModuleFunction", [callData, address]);
    }
  }

  const holders = [people.sender, people.receiver, ...people.crowd].map(({ address }) => address);
  const agency = (wallets: readonly string[]) => wallets.map((wallet) => identityOf(wallet));
  await send(registry, agent, "batchRegisterIdentity", [holders, agency(holders), holders.map(() => HOME)]);
  for (const holder of holders) await send(token, agent, "mint", [holder, HOLDING]);
  if (await token.getFunction("paused").staticCall()) await send(token, agent, "unpause");
  return { token, registry, compliance, identityOf };
}
