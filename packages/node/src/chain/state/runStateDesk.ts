import { parentPort } from "node:worker_threads";
import { isProtocolError } from "@muniment/protocol";
import { StateDesk } from "./StateDesk.js";
import type { StateTask } from "./StateDesk.js";
import type { StateReply, StateRequest } from "./StateRequest.js";

/** The life of the state thread: answers one question after the other. Its first reply, number 0, says that it is ready. */
export function runStateDesk(data: unknown): void {
  const desk = new StateDesk(data as StateTask);
  parentPort?.on("message", ({ id, question }: StateRequest) => reply(answer(desk, id, question)));
  reply({ id: 0, value: undefined });
}

function answer(desk: StateDesk, id: number, question: StateRequest["question"]): StateReply {
  try {
    return { id, value: desk.answer(question) };
  } catch (error) {
    if (isProtocolError(error)) return { id, code: error.code, context: error.context };
    return { id, problem: String(error) };
  }
}

function reply(message: StateReply): void {
  parentPort?.postMessage(message);
}
