/**
 * What registrars say of a holder.
 * @param expiresAt Unix seconds; its claims hold before.
 * @param jurisdiction ISO 3166-1 numeric code.
 */
export interface Standing {
  readonly expiresAt: bigint;
  readonly jurisdiction: number;
  readonly isFrozen: boolean;
}
