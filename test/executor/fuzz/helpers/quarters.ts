/** The seed of the programs that every test run tries. */
export const seed = 20_261_121;

/** How many they are; a fourth of them is in each quarter. */
export const programs = 20_000;

/** The quarters, each a file of `agreement/`, so that they can run at the same time. */
export const quarters = ["first", "second", "third", "fourth"] as const;

export type Quarter = (typeof quarters)[number];

/** The index of a quarter's first program, and that behind its last. */
export function programsOf(quarter: Quarter): { readonly from: number; readonly to: number } {
  const index = quarters.indexOf(quarter);
  return {
    from: (programs * index) / quarters.length,
    to: (programs * (index + 1)) / quarters.length,
  };
}
