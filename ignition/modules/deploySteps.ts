import type {
  ContractFuture,
  IgnitionModuleBuilder,
  ModuleParameterRuntimeValue,
} from "@nomicfoundation/ignition-core";

type Module = IgnitionModuleBuilder;
type Family<Name extends string> = ContractFuture<Name>;

/**
 * The families of the machine's steps and their verifier (spec/dispute.md, DISPUTE-7). A family's place is where it stands
 * here; who makes witnesses names it by that (packages/sdk/src/dispute/stepFamilies.ts).
 */
export function deploySteps(
  m: Module,
  chainId: ModuleParameterRuntimeValue<bigint>,
  queue: Family<"MessageQueue">,
) {
  const families = {
    RunFamily: m.contract("RunFamily", [chainId]),
    StateFamily: m.contract("StateFamily"),
    CallFamily: m.contract("CallFamily"),
    PassageFamily: m.contract("PassageFamily"),
    PrecompileFamily: m.contract("PrecompileFamily"),
    StartFamily: m.contract("StartFamily", [chainId]),
    AccessFamily: m.contract("AccessFamily", [chainId]),
    LaunchFamily: m.contract("LaunchFamily"),
    SettleFamily: m.contract("SettleFamily"),
    RecordFamily: m.contract("RecordFamily"),
    DataFamily: m.contract("DataFamily", [chainId]),
    ItemFamily: m.contract("ItemFamily", [queue]),
    SealFamily: m.contract("SealFamily"),
  };
  return { families, verifier: m.contract("StepVerifier", [Object.values(families)]) };
}
