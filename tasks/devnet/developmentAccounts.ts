/** The accounts that every development network has: anybody has their keys. */
export const developmentAccounts = {
  mnemonic: "test test test test test test test test test test test junk",
  count: 40,
};
