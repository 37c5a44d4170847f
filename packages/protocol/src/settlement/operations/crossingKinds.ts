/** Whether value crosses the lane's border in an operation (SETTLE-31). */
export const crossingKinds = { none: 0, shield: 1, unshield: 2 } as const;

export type CrossingKind = (typeof crossingKinds)[keyof typeof crossingKinds];
