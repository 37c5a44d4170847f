import { fromHex, toHex } from "@muniment/protocol";

/** How what leaves the lane is paid (SETTLE-79). */
export const unshieldRoutes = { l1: 0n, tokenGateway: 1n } as const;

/**
 * Target of an unshield: an address, and by which route it is paid.
 * @param address 20 bytes.
 * @throws HEX_INVALID
 */
export function unshieldTarget(address: string, route: keyof typeof unshieldRoutes = "l1"): bigint {
  return (unshieldRoutes[route] << 160n) + BigInt(toHex(fromHex(address, 20)));
}
