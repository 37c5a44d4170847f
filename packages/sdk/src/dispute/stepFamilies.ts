/**
 * The families of steps, by the names of their contracts (contracts/L1/dispute/machine), in the order in which the
 * constructor of StepVerifier is given them: a family's place is its index.
 */
export const stepFamilies = [
  "RunFamily",
  "StateFamily",
  "CallFamily",
  "PassageFamily",
  "PrecompileFamily",
  "StartFamily",
  "AccessFamily",
  "LaunchFamily",
  "SettleFamily",
  "RecordFamily",
  "DataFamily",
  "ItemFamily",
  "SealFamily",
] as const;

/** A family's contract. */
export type StepFamily = (typeof stepFamilies)[number];

/** The place that stands for no family: the machine is DONE. */
export const donePlace = 255;
