import { openChain } from "../chain/openChain.js";
import { peopleOf } from "./peopleOf.js";
import type { Stage } from "./Stage.js";
import { columns } from "./suites/columns.js";
import { onchainid } from "./suites/onchainid.js";
import { openKit } from "./suites/openKit.js";
import { reference } from "./suites/reference.js";

/** Opens a network with the identities of everyone and the factories of both suites. */
export async function openStage(): Promise<Stage> {
  const chain = await openChain();
  const people = peopleOf(chain.signers);
  const identities = await onchainid(chain, people);
  const kit = await openKit(chain, people);
  return {
    ...kit,
    identities,
    reference: await reference(chain, people, identities),
    columns: await columns(kit, identities),
  };
}
