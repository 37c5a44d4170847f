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
    evidence: Evidence | undefined,
    { by, cached }: Pick<OwnOptions, "by"> & { cached: boolean },
  ): Column => {
    const finish = cached ? cache : undefined;
    const isBuilt = evidence !== undefined && (!cached || finish !== undefined);
    return {
      name,
      cached,
      evidence: evidence === identities ? "onchainid" : "attested",
      variant: isBuilt ? own(kit, { name, evidence, by, ...(finish && { finish }) }) : undefined,
    };
  };
  return [
    column("attested", attestations, { by: "factory", cached: false }),
    column("attested, cached", attestations, { by: "factory", cached: true }),
    column("onchainid", identities, { by: "factory", cached: false }),
    column("onchainid, cached", identities, { by: "factory", cached: true }),
    column("onchainid, without clones", identities, { by: "contracts", cached: false }),
  ];
}
