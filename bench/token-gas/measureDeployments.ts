import { deployOwn } from "../chain/deployOwn.js";
import { send } from "../chain/send.js";
import { judge } from "../report/judge.js";
import type { Result } from "../report/Result.js";
import type { Stage } from "./Stage.js";
import { deploymentGas } from "./suites/deploymentGas.js";
import { trexFactory } from "./suites/trexFactory.js";

const unit = "gas";
const SUITE = "deployTREXSuite";
type Figure = Pick<Result, "case" | "metric" | "unit">;

/** Judges what `measureOwn` measures. */
async function compare(
  { reference: { name } }: Stage,
  figure: Figure,
  { theirs, measureOwn }: { theirs: bigint; measureOwn: () => Promise<bigint> },
): Promise<Result> {
  const reference = { name, value: Number(theirs) };
  try {
    const value = Number(await measureOwn());
    return judge({ ...figure, value }, { reference, target: reference.value });
  } catch (error) {
    const problem = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return { ...figure, value: null, reference, note: `failed: ${problem ?? ""}` };
  }
}

async function deploySuite(stage: Stage): Promise<Result[]> {
  const theirs = await stage.reference.deploymentGas();
  const shared = await deploymentGas(stage, stage.identities);
  const figure = (metric: string): Figure => ({ case: SUITE, metric, unit });
  const measured = (metric: string, gas: number): Promise<Result> =>
    compare(stage, figure(metric), {
      theirs,
      measureOwn: () => Promise.resolve(BigInt(gas)),
    });
  const deployNamed = (name: string, args: readonly unknown[] = []) =>
    deployOwn(stage.chain, name === "Token" ? "RwaToken" : name, args);
  return [
    await measured("RwaTokenFactory, registries shared", shared),
    await compare(stage, figure("TREXFactory"), {
      theirs,
      measureOwn: async () => {
        const factory = await trexFactory(stage.people, stage.identities, deployNamed);
        return (await factory.deploySuite(1)).gasUsed;
      },
    }),
  ];
}

/** Identity factories of the same ABI, here and there. */
async function createIdentity(stage: Stage): Promise<Result> {
  const { chain, people, identities } = stage;
  const args = [people.stranger.address, "bench"];
  const { gasUsed } = await send(identities.factory, people.owner, "createIdentity", args);
  return compare(
    stage,
    { case: "createIdentity", metric: "IdFactory", unit },
    {
      theirs: gasUsed,
      measureOwn: async () => {
        const library = await deployOwn(chain, "Identity");
        const authority = await deployOwn(chain, "ImplementationAuthority", [await library.getAddress()]);
        const factory = await deployOwn(chain, "IdFactory", [await authority.getAddress()]);
        return (await send(factory, people.owner, "createIdentity", args)).gasUsed;
      },
    },
  );
}

/** What a new token and a new investor cost. */
export async function measureDeployments(stage: Stage): Promise<readonly Result[]> {
  return [...(await deploySuite(stage)), await createIdentity(stage)];
}
