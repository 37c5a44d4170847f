import { ZeroHash } from "ethers";

import { compare, type RollupCheck } from "./RollupCheck.js";

interface Access {
  timelock(): Promise<string>;
  isSealed(): Promise<boolean>;
  hasRole(role: string, account: string): Promise<boolean>;
}

/** A contract under a timelock, and who must not hold its roles. */
export interface AccessSubject {
  readonly name: string;
  readonly contract: unknown;
  /** Roles that it has besides the administrator's. */
  readonly roles: readonly string[];
}

/** The timelock alone administers, the set-up has ended, and nothing is left with who deployed it. */
export async function accessRows(
  { name, contract, roles }: AccessSubject,
  timelock: string,
  deployer: string | undefined,
): Promise<RollupCheck[]> {
  const access = contract as Access;
  return [
    compare(`${name}.timelock`, timelock, await access.timelock()),
    compare(`${name}.isSealed`, true, await access.isSealed()),
    compare(`${name}.administrator`, true, await access.hasRole(ZeroHash, timelock)),
    compare(`${name}.roles of the deployer`, "none", await rolesOf(contract, roles, deployer)),
  ];
}

/** Names of the roles that an account holds. */
export async function rolesOf(
  contract: unknown,
  roles: readonly string[],
  account: string | undefined,
): Promise<string> {
  if (account === undefined) return "unknown";
  const access = contract as Access & Readonly<Record<string, () => Promise<string>>>;
  const held = (await access.hasRole(ZeroHash, account)) ? ["DEFAULT_ADMIN_ROLE"] : [];
  for (const role of roles) {
    const id = await access[role]?.();
    if (id !== undefined && (await access.hasRole(id, account))) held.push(role);
  }
  return held.length === 0 ? "none" : held.join(", ");
}
