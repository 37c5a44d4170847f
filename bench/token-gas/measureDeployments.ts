import { deployOwn } from "../chain/deployOwn.js";
import { send } from "../chain/send.js";
import { judge } from "../report/judge.js";
import type { Result } from "../report/Result.js";
import type { Stage } from "./Stage.js";
import { deploymentGas } from "./suites/deploymentGas.js";

const unit = "gas";
const SUITE = "deployTREXSuite";
const IDENTITY = "createIdentity";

async function deploySuite(stage: Stage): Promise<Result[]> {
  const { reference, chain } = stage;
  const theirs = { name: reference.name, value: Number(await reference.deploymentGas()) };
  const yardstick = { reference: theirs, target: theirs.value };
  const { shared, whole } = await deploymentGas(stage, stage.identities);
  const same = { case: SUITE, metric: "TREXFactory", unit };
  const isBuilt = await chain.has("TREXFactory");
  return [
    judge({ case: SUITE, metric: "RwaTokenFactory, registries shared", unit, value: shared }, yardstick),
    judge({ case: SUITE, metric: "RwaTokenFactory, registries of its own", unit, value: whole }, yardstick),
    ...(isBuilt ? [] : [{ ...same, value: null, reference: theirs, note: "not built: TREXFactory" }]),
  ];
}

/** Identity factories of the same ABI, here and there. */
async function createIdentity({ chain, people, identities, reference }: Stage): Promise<Result> {
  const { owner, stranger } = people;
  const args = [stranger.address, "bench"];
  const theirs = {
    name: reference.name,
    value: Number((await send(identities.factory, owner, "createIdentity", args)).gasUsed),
  };
  const row = { case: IDENTITY, metric: "IdFactory", unit };
  for (const contract of ["IdFactory", "ImplementationAuthority"]) {
    if (!(await chain.has(contract)))
      return { ...row, value: null, reference: theirs, note: `not built: ${contract}` };
  }
  const library = await deployOwn(chain, "Identity");
  const authority = await deployOwn(chain, "ImplementationAuthority", [await library.getAddress()]);
  const factory = await deployOwn(chain, "IdFactory", [await authority.getAddress()]);
  const { gasUsed } = await send(factory, owner, "createIdentity", args);
  return judge({ ...row, value: Number(gasUsed) }, { reference: theirs, target: theirs.value });
}

/** What a new token and a new investor cost. */
export async function measureDeployments(stage: Stage): Promise<readonly Result[]> {
  return [...(await deploySuite(stage)), await createIdentity(stage)];
}
