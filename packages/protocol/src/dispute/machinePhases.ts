/** The phases of the dispute machine by name (spec/dispute.md, DISPUTE-33). */
export const machinePhases = {
  begin: 0,
  open: 1,
  item: 2,
  read: 3,
  build: 4,
  start: 5,
  access: 6,
  authorize: 7,
  launch: 8,
  call: 9,
  enter: 10,
  run: 11,
  precompile: 12,
  leave: 13,
  deliver: 14,
  settle: 15,
  clear: 16,
  record: 17,
  seal: 18,
  close: 19,
  done: 255,
} as const;

/** A phase's name. */
export type MachinePhase = keyof typeof machinePhases;
