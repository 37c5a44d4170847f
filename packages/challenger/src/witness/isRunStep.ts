import type { MachineState } from "@muniment/executor";

/** Opcodes of phase RUN that need an account, a call or a creation: other families' than RunFamily's. */
const foreign = new Set([
  ...[0x31, 0x3b, 0x3c, 0x3f, 0x40, 0x47],
  ...[0xf0, 0xf1, 0xf2, 0xf4, 0xf5, 0xfa, 0xff],
]);

/** Whether the step that follows a state is RunFamily's. */
export function isRunStep({ data, frame }: Readonly<MachineState>): boolean {
  if (data.phase !== "run" || frame === undefined) return false;
  return !foreign.has(frame.code?.bytes[frame.programCounter] ?? 0);
}
