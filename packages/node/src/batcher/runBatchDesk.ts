import { parentPort } from "node:worker_threads";
import { isProtocolError } from "@muniment/protocol";
import { BatchDesk } from "./BatchDesk.js";
import type { BatchReply, BatchRequest, BatchTask } from "./BatchRequest.js";

/** The life of the batch thread: answers one question after the other. */
export function runBatchDesk(data: unknown): void {
  const desk = new BatchDesk(data as BatchTask);
  parentPort?.on("message", (request: BatchRequest) => parentPort?.postMessage(answer(desk, request)));
}

function answer(desk: BatchDesk, { id, question }: BatchRequest): BatchReply {
  try {
    return { id, value: desk.answer(question) };
  } catch (error) {
    if (isProtocolError(error)) return { id, code: error.code, context: error.context };
    return { id, problem: String(error) };
  }
}
