const PREFIX = "simulated:";

/** Name of the simulated key that an account of the parameters is; undefined for any other account. */
export function simulatedName(account: string | number | undefined): string | undefined {
  return typeof account === "string" && account.startsWith(PREFIX) ? account.slice(PREFIX.length) : undefined;
}
