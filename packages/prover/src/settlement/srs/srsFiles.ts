/** Files of an SRS as bb looks for them: points of the first group, and tau times the generator of the second. */
export const srsFiles = { g1: "bn254_g1.dat", g2: "bn254_g2.dat", warning: "INSECURE.txt" } as const;

/** Bytes of a point: coordinates of 32 bytes, big-endian; in the second group first the real parts. */
export const srsSizes = { g1: 64, g2: 128 } as const;
