import type { BareSuite } from "./setUp.js";

/**
 * Switches the verification cache of a suite on.
 * @remarks undefined while the identity registry has none.
 */
export const cache: ((bare: BareSuite) => Promise<void>) | undefined = undefined;
