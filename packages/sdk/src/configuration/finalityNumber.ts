const NUMBERS = { bulk: 1, standard: 2, "high-value": 3 } as const;

/** Number of a finality class in `contracts/types/FinalityClass.sol`. */
export function finalityNumber(name: keyof typeof NUMBERS): number {
  return NUMBERS[name];
}
