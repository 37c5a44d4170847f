import type { RollupContracts } from "./connectRollup.js";

/** Whether any attester was ever registered with a SIMULATED key: then what is ATTESTED is trusted, not proven. */
export async function areAttestersSimulated({
  AttesterRegistry,
  l1Block,
}: Pick<RollupContracts, "AttesterRegistry" | "l1Block">): Promise<boolean> {
  const registered = await AttesterRegistry.queryFilter(
    AttesterRegistry.filters.AttesterRegistered(),
    l1Block,
  );
  return registered.some(({ args }) => args.enclave.isSimulated);
}
