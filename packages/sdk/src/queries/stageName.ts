const STAGES = [
  "None",
  "Registered",
  "Structured",
  "Tokenized",
  "Issued",
  "Trading",
  "Suspended",
  "Defaulted",
  "Matured",
  "Redeemed",
  "Rejected",
  "Withdrawn",
] as const;

/** Name of a stage by its number in `contracts/types/Stage.sol`. */
export function stageName(stage: number): string {
  return STAGES[stage] ?? `stage ${String(stage)}`;
}
