import { bounds } from "@muniment/protocol";
import { type MachineState, operationOf } from "../../../../../../packages/executor/src/index.js";
import { keepState } from "../../../../../../packages/executor/src/vm/machine/MachineState.js";
import { heightOf } from "../../../../../../packages/executor/src/vm/machine/Stack.js";
import { haltOf } from "./haltOf.js";

type State = Readonly<MachineState>;

const mostCode = 24_576;

/** A state as it is now, whatever its machine does. */
export function stateNow(state: State): State {
  return keepState(state);
}

/** What one step shows: its phase and what became of it, its opcode, how it halted. Names of what a list of cases covers. */
export function featuresOf(before: State, after: State): string[] {
  const { phase } = before.data;
  const next = after.data.phase;
  const found = [`phase ${phase}`, `phase ${phase} to ${next}`];
  return [...found, ...(ofPhase[phase]?.(before, after) ?? [])];
}

const ofPhase: Readonly<Partial<Record<State["data"]["phase"], (before: State, after: State) => string[]>>> =
  {
    start: (_, after) => ofStart(after),
    run: ofRun,
    call: ofCall,
    precompile: ofPrecompile,
    leave: ofLeave,
    authorize: (before, { data, state }) =>
      data.phase === "authorize" ? [`authorization ${before.state === state ? "bad" : "good"}`] : [],
    launch: (_, after) => ofLaunch(after),
    deliver: (_, { data }) => [data.phase === "deliver" ? "deliver in parts" : "deliver"],
  };

function ofStart({ data, transaction }: State): string[] {
  if (transaction === undefined || data.phase === "done") return ["passed over"];
  const { type, recipient, accesses, authorizations, dataSize, value } = transaction;
  return [
    `type ${type}`,
    ...(recipient === undefined ? ["creating transaction", `creating transaction of type ${type}`] : []),
    ...(accesses > 0 ? [`access list of type ${type}`] : []),
    ...(authorizations > 0 ? ["authorization list"] : []),
    ...(dataSize > 0 ? ["data"] : []),
    ...(value > 0n ? ["value"] : []),
    ...(data.phase === "clear" ? ["deposit that may not run"] : []),
  ];
}

function hex(opcode: number): string {
  return `0x${opcode.toString(16).padStart(2, "0")}`;
}

function ofRun(before: State, after: State): string[] {
  const { frame } = before;
  const opcode = frame?.code?.bytes[frame.programCounter] ?? 0;
  const name = operationOf(opcode, "osaka")?.name ?? hex(opcode);
  const { data } = after;
  if (data.phase === "leave" && data.status === 2) {
    const halt = haltOf(before);
    return [`halt: ${halt}`, `halt: ${halt} in ${name}`];
  }
  const found = [`opcode ${hex(opcode)}`];
  const { programCounter: at = 0, code, stack, memory, depth = 0 } = frame ?? {};
  if (at >= (code?.size ?? 0)) found.push("STOP past the code");
  if (heightOf(stack) === 1024) found.push("full stack");
  if ((memory?.size ?? 0) > bounds.region) found.push("large memory");
  if (depth >= 16) found.push("depth 16");
  if (depth >= 256) found.push("depth 256");
  if (opcode === 0x57) found.push(`JUMPI ${after.frame?.programCounter === at + 1 ? "goes on" : "jumps"}`);
  if (opcode === 0x55)
    found.push(
      `SSTORE at refund ${Number(after.refund > before.refund) - Number(after.refund < before.refund)}`,
    );
  if (before.scratch !== after.scratch) found.push(`${name} warms or notes`);
  if (data.phase === "leave") found.push(`${name} of ${data.output.size === 0 ? "nothing" : "bytes"}`);
  return found;
}

function ofCall(before: State, after: State): string[] {
  if (before.data.phase !== "call" || before.frame === undefined) return [];
  const { draft, opcode } = before.data;
  const name = operationOf(opcode, "osaka")?.name ?? "";
  const { data } = after;
  if (data.phase === "leave")
    return ["halt: out of gas in phase CALL", `halt: out of gas in phase CALL of ${name}`];
  if (data.phase === "precompile") return [`${name} of a precompile`];
  if (data.phase === "enter") return [`${name} enters`, ...(draft.value > 0n ? [`${name} with value`] : [])];
  const answer = after.frame?.stack?.word;
  if (answer === 1n) return [`${name} of no code`];
  if (draft.depth > 1024) return [`${name} answered: depth`];
  if (before.state !== after.state) return [`${name} answered: occupied`];
  return [
    `${name} answered: balance or nonce`,
    `${name} answered: ${draft.value > 0n ? "balance" : "nonce"}`,
  ];
}

function ofPrecompile(before: State, { data }: State): string[] {
  const number = before.data.phase === "precompile" ? before.data.number : 0;
  const end = data.phase === "leave" ? (data.status === 0 ? "returned" : "failed") : "passed over";
  return [`precompile 0x${number.toString(16)} ${end}`];
}

function ofLaunch({ data }: State): string[] {
  if (data.phase !== "settle") return [];
  return [data.status === 2 ? "transaction's creation over an occupied account" : "transaction to no code"];
}

function ofLeave(before: State, after: State): string[] {
  const { frame } = before;
  if (before.data.phase !== "leave" || frame === undefined) return [];
  const { status, output } = before.data;
  const whose = `${frame.caller === undefined ? "first " : ""}${frame.isCreation ? "creation" : "call"}`;
  const found = [`${whose} ends with ${status}`];
  if (status !== 0 || !frame.isCreation) return found;
  if (output.size > mostCode) return [...found, "halt: code too large"];
  if (frame.gas < 200n * BigInt(output.size)) return [...found, "halt: out of gas for code"];
  if (output.size > 0 && output.pages.read(output.offset, 1)[0] === 0xef)
    return [...found, "halt: code begins with 0xef"];
  return [...found, after.data.phase === "settle" ? "first creation stores code" : "creation stores code"];
}
