/** How a frame ended, as the runtime says it (STATUS_*). */
export const statuses = { returned: 0, reverted: 1, halted: 2 } as const;
