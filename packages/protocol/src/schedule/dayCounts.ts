/** Day counts as the input files name them, with the numbers of contracts/types/DayCountConvention.sol. */
export const dayCounts = { "30/360": 0, "Act/365F": 1, "Act/Act ICMA": 2 } as const;

/** Name of a day count. */
export type DayCountName = keyof typeof dayCounts;
