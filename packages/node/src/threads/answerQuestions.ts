import { parentPort } from "node:worker_threads";
import { isProtocolError } from "@muniment/protocol";
import type { ThreadReply } from "./ThreadReply.js";

/** The life of a thread that is asked: it answers one question after the other. */
export function answerQuestions(answer: (question: unknown) => unknown): void {
  parentPort?.on("message", ({ id, question }: { id: number; question: unknown }) => {
    parentPort?.postMessage(replyTo(id, () => answer(question)));
  });
}

function replyTo(id: number, answer: () => unknown): ThreadReply {
  try {
    return { id, value: answer() };
  } catch (error) {
    if (isProtocolError(error)) return { id, code: error.code, context: error.context };
    return { id, problem: String(error) };
  }
}
