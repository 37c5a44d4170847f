import { attested } from "./attested.js";
import { cache } from "./cache.js";
import type { Column } from "./Column.js";
import type { Evidence } from "./Evidence.js";
import type { Kit } from "./Kit.js";
import { own, type OwnOptions } from "./own.js";

/** This repository's variants, in the order of the printed table. */
export async function columns(kit: Kit, identities: Evidence): Promise<readonly Column[]> {
  const attestations = await attested(kit);
  const column = (
    name: string,
    evidence: Evidence,
    { by, cached }: Pick<OwnOptions, "by"> & { cached: boolean },
  ): Column => ({
    name,
    cached,
    evidence: evidence === identities ? "onchainid" : "attested",
    variant: own(kit, { name, evidence, by, ...(cached && { finish: (bare) => cache(kit, bare) }) }),
  });
  return [
    column("attested", attestations, { by: "factory", cached: false }),
    column("attested, cached", attestations, { by: "factory", cached: true }),
    column("onchainid", identities, { by: "factory", cached: false }),
    column("onchainid, cached", identities, { by: "factory", cached: true }),
    column("onchainid, without clones", identities, { by: "contracts", cached: false }),
  ];
}
