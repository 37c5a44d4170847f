/**
 * Roles of the access manager and their ids. Who may call what is in `grants.ts`.
 * `ADMIN` and `PUBLIC` are the manager's own.
 */
export const ROLES = {
  ADMIN: 0n,
  ORIGINATOR: 1n,
  REGISTRAR: 2n,
  STRUCTURE_APPROVER: 3n,
  TRANSFER_AGENT: 4n,
  DISTRIBUTOR: 5n,
  VENUE: 6n,
  APPROVER: 7n,
  REGULATOR: 8n,
  GUARDIAN: 9n,
  TRUSTEE: 10n,
  PAYING_AGENT: 11n,
  ENFORCEMENT: 12n,
  POLICY: 13n,
  EVIDENCE_ADMIN: 14n,
  STAGE_CONTRACT: 15n,
} as const;

/** Name of a role. */
export type RoleName = keyof typeof ROLES;
