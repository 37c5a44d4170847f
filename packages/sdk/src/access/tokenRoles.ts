/** Roles on one token, in the order of their ids. What each may do is in `tokenGrants.ts`. */
export const TOKEN_ROLES = [
  "issuer",
  "transferAgent",
  "freezer",
  "forcedTransfer",
  "recovery",
  "pauser",
  "complianceOfficer",
  "identityRegistrar",
  "documentKeeper",
] as const;

/** Name of a role on a token. */
export type TokenRoleName = (typeof TOKEN_ROLES)[number];

/** Id of the first role where none is given: beyond the deployment's own roles. */
export const FIRST_TOKEN_ROLE = 101n;

/** Roles whose members always wait: they can replace the rules that protect holders. */
export const DELAYED_TOKEN_ROLES: readonly TokenRoleName[] = ["complianceOfficer"];

/** Shortest wait of a delayed role, seconds: one day. */
export const LEAST_TOKEN_DELAY = 86_400;

/**
 * Id of a role on a token.
 * @param firstRole Id of the first role; tokens with the same share their roles, each range takes nine ids.
 */
export function tokenRoleId(role: TokenRoleName, firstRole: bigint = FIRST_TOKEN_ROLE): bigint {
  return firstRole + BigInt(TOKEN_ROLES.indexOf(role));
}
