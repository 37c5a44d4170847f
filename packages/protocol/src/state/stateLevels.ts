/** Levels of inner nodes at most: a key has 128 digits. */
export const stateLevels = 128;
